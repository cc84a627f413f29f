//! Texts of the stock's acts: deliveries, shipments, ribbons, loans, counts, differences, destruction, the month's report.

super::texts! {
    day_heading: "Hari ini menurut tempat", "Today by place";
    day_opening: "Awal hari", "Opening";
    day_now: "Sekarang", "Now";
    day_what: "Mutasi", "Movement";
    day_bar(what: &str, n: i64): "{what}: {n} keping", "{what}: {n} pieces";
    day_none: "Belum ada tempat yang memegang blangko. Catat kiriman pertama.", "No place holds blanks yet. Record the first delivery.";
    day_caption(place: &str): "Blangko di {place}", "Blanks at {place}";
    items_heading: "Pita dan perlengkapan", "Ribbons and supplies";
    item_word: "Barang", "Item";
    pieces_word: "Jumlah", "Quantity";

    arriving_heading: "Dalam perjalanan: hitung saat tiba", "On its way: count it on arrival";
    arriving_line(label: &str, item: &str, quantity: i64, place: &str): "{label}: {quantity} {item} menuju {place}", "{label}: {quantity} {item} for {place}";
    arriving_counted: "Dihitung (keping)", "Counted (pieces)";
    arriving_counted_for(label: &str): "Dihitung dari kiriman {label}", "Counted of delivery {label}";
    arriving_button: "Catat hitungan", "Record the count";

    receive_counted: "Dihitung", "Counted";
    receive_counted_hint: "Kosongkan bila belum dihitung; kiriman tetap tercatat dalam perjalanan.", "Leave empty when nobody counted yet; the delivery stays on its way.";
    receive_paper: "Menurut surat (keping)", "By the papers (pieces)";
    receive_request: "Menjawab permintaan", "Answers the request";
    serials_word: "Nomor cip", "Chip numbers";
    serials_hint: "Satu cip per baris, bila ada pembaca cip.", "One chip a line, when there is a chip reader.";
    issue_heading: "Keluarkan ke printer", "Issue to a printer";
    issue_hint: "Dari gudang ke printer, atau sisa dari printer ke gudang. Yang dikirim ke gudang lain dihitung di sana.", "From the store to a printer, or what is left back to the store. What goes to another store is counted there.";
    ribbon_heading: "Ganti pita atau film", "Change a ribbon or film";
    ribbon_hint: "Yang baru diambil dari persediaan printer itu; hitungan pita mulai dari awal.", "The new one is taken from that printer's own stock; a ribbon's count begins anew.";
    ribbon_button: "Catat penggantian", "Record the change";
    away_heading: "Blangko keluar kantor", "Blanks that leave the office";
    away_hint: "Dipinjamkan atau dikembalikan dengan surat. Memerlukan orang kedua.", "Lent or given back with a letter. Needs a second person.";
    away_how: "Cara", "How";
    away_paper: "Surat dan kantor tujuan", "Letter and the other office";
    away_button: "Ajukan", "Propose";
    back_heading: "Pinjaman kembali", "Lent blanks come back";
    back_paper: "Surat dan kantor asal", "Letter and the other office";
    back_button: "Catat pengembalian", "Record their return";
    loan_receipt: "Cetak tanda terima", "Print the receipt";
    request_heading: "Minta blangko", "Ask for blanks";
    request_hint: "Catat surat permintaan yang sudah dikirim; kiriman nanti menyebut permintaan ini.", "Record the letter that was sent; deliveries will name it.";
    request_number: "Nomor surat permintaan", "Number of the letter";
    request_on: "Tanggal surat", "Day of the letter";
    request_asked: "Diminta (keping)", "Asked for (pieces)";
    request_button: "Catat permintaan", "Record the request";
    request_line(number: &str, on: jiff::civil::Date, asked: i64): "{number} · {on} · {asked} keping", "{number} · {on} · {asked} pieces";

    close_heading: "Tutup hari", "Close the day";
    close_lead: "Satu orang menghitung tanpa melihat buku, orang kedua mengesahkan.", "One person counts without seeing the books, a second person confirms.";
    close_begin(place: &str): "Mulai hitung {place}", "Begin to count {place}";
    close_go(place: &str): "Lanjutkan hitungan {place}", "Go on counting {place}";
    close_not_yet: "Belum dihitung", "Not counted yet";
    close_nothing: "Kosong", "Empty";
    count_title(place: &str): "Hitung {place}", "Count {place}";
    count_lead: "Hitung semua yang belum terpakai, termasuk yang disisihkan dan diragukan. Angka buku baru tampak setelah hitungan disimpan.", "Count all that is unused, kept and doubtful pieces too. What the books say is shown only when the count is saved.";
    count_save: "Simpan hitungan", "Save the count";
    count_again: "Hitung ulang", "Count again";
    count_books: "Menurut buku", "By the books";
    count_counted: "Dihitung", "Counted";
    count_differs: "selisih", "difference";
    count_confirm: "Sahkan", "Confirm";
    count_confirm_lead: "Hitung sendiri. Bila hasilnya sama, sahkan.", "Count yourself. If you find the same, confirm.";
    count_own: "Anda yang menghitung. Minta orang lain menghitung ulang dan mengesahkan.", "You counted. Ask somebody else to count again and confirm.";
    count_drop: "Hentikan penghitungan", "Break the count off";
    count_sheet: "Cetak lembar penutupan", "Print the closing sheet";
    close_sheet(day: jiff::civil::Date): "Lembar {day}", "Sheet of {day}";
    close_sheet_for(day: jiff::civil::Date, place: &str): "Lembar {day} untuk {place}", "Sheet of {day} for {place}";
    count_done: "Penghitungan ini sudah selesai.", "This count is finished.";

    stops_heading: "Yang dihentikan", "What is stopped";
    differences_heading: "Selisih yang belum selesai", "Open differences";
    differences_lead: "Selama terbuka, tempat ini tidak mengeluarkan blangko dan printernya tidak mencetak. Penyelesaian memerlukan orang kedua.", "While one is open, its place gives nothing out and its printers do not print. Settling it needs a second person.";
    settle_how: "Penyelesaian", "Settlement";
    settle_reason: "Penjelasan", "Explanation";
    settle_button: "Ajukan penyelesaian", "Propose the settlement";

    destroy_title: "Pemusnahan", "Destruction";
    destroy_waits(blanks: i64, cards: i64): "Menunggu dimusnahkan: {blanks} blangko rusak dan {cards} kartu lama.", "Waiting for destruction: {blanks} spoiled blanks and {cards} old cards.";
    destroy_nothing: "Tidak ada yang menunggu dimusnahkan.", "Nothing waits for destruction.";
    destroy_nothing_do: "Blangko rusak dan kartu lama yang diserahkan muncul di sini.", "Spoiled blanks and surrendered cards appear here.";
    destroy_lead: "Dibakar di depan saksi dari luar seksi, dengan berita acara. Dua petugas bertanda tangan: pengusul dan yang menyetujui.", "Burnt before a witness from outside, with minutes. Two officers sign: who proposes and who approves.";
    destroy_number: "Nomor berita acara", "Number of the minutes";
    destroy_witness: "Nama saksi", "Name of the witness";
    destroy_office: "Instansi saksi", "Office of the witness";
    destroy_office_hint: "Misalnya Satpol PP, kepolisian atau inspektorat.", "For example the municipal police, the police or the inspectorate.";
    destroy_button: "Ajukan pemusnahan", "Propose the destruction";

    month_title(month: &str): "Laporan blangko rusak {month}", "Report on spoiled blanks, {month}";
    month_word: "Laporan bulanan", "Monthly report";
    month_choose: "Bulan (tahun-bulan)", "Month (year-month)";
    month_show: "Tampilkan", "Show";
    month_spoiled: "Rusak menurut sebab", "Spoiled by cause";
    month_spoiled_none: "Tidak ada blangko rusak bulan ini.", "No blanks were spoiled this month.";
    month_destroyed(n: i64): "Dimusnahkan: {n} blangko.", "Destroyed: {n} blanks.";
    month_minutes: "Berita acara", "Minutes";
    month_minutes_none: "Tidak ada pemusnahan bulan ini.", "There was no destruction this month.";
    month_minutes_number: "Nomor", "Number";
    month_cards: "Kartu lama", "Old cards";
    month_witness: "Saksi", "Witness";
}
