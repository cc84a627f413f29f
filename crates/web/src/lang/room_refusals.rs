//! Why printing, the stock, a count or a temporary letter says no, and what to do about it.

super::texts! {
    refusal_serial_unknown(serial: &str): "Cip {serial} tidak ada di kiriman mana pun. Pindai ulang, atau periksa berita acara kirimannya.", "Chip {serial} is in no delivery. Scan it again, or look at the papers of the delivery.";
    refusal_serial_elsewhere(serial: &str, state: &str): "Menurut buku, cip {serial} tidak ada di sini (keadaannya \"{state}\"). Pindai ulang; bila tetap begitu, laporkan kepada kepala seksi.", "By the books chip {serial} is not here (it is \"{state}\"). Scan it again; if it stays so, tell the section head.";
    refusal_serials_needed: "Nomor cip blangko ini diketahui, jadi harus disebut. Pindai cip setiap keping.", "The chips of these blanks are known and must be named. Scan the chip of every piece.";
    refusal_serial_count(quantity: i64, serials: i64): "Jumlahnya {quantity} keping tetapi {serials} cip dipindai. Samakan keduanya.", "The quantity is {quantity} but {serials} chips were scanned. Make both the same.";
    refusal_serial_twice(serial: &str): "Cip {serial} dipindai dua kali atau sudah pernah diterima. Hapus yang berulang.", "Chip {serial} was scanned twice or was received before. Remove the repeated one.";
    refusal_more_than_sent(expected: i64, counted: i64): "Yang dikirim {expected} keping, yang dihitung {counted}. Hitung ulang; kelebihannya dicatat sebagai kiriman tersendiri.", "{expected} were sent, {counted} were counted. Count again; what is more is recorded as a delivery of its own.";
    refusal_nothing_to_destroy: "Kotak blangko rusak kosong dan tidak ada kartu lama. Tidak ada yang perlu dimusnahkan.", "The bin is empty and there are no old cards. There is nothing to destroy.";
    refusal_place_stopped(place: &str): "{place} dihentikan: ada selisih yang belum selesai, atau hari kerja terakhir belum ditutup. Selesaikan dulu di halaman blangko.", "{place} is stopped: a difference is open, or the last working day was not closed. Settle that on the page of blanks first.";
    refusal_no_minutes: "Berita acara ini tidak ada.", "There are no such minutes.";
    refusal_witness: "Pemusnahan memerlukan saksi dari luar seksi. Isi nama saksi dan instansinya.", "A destruction needs a witness from outside. Fill in the witness's name and office.";
    refusal_not_released: "Kartu ini tidak ada dalam daftar cetak yang dilepas (atau ada di printer lain). Masukkan ke rencana hari ini dan minta pelepasannya.", "This card is in no released run (or at another printer). Put it into today's plan and have that released.";
    refusal_printer_stopped(printer: &str, place: &str): "{printer} dihentikan: {place} mempunyai selisih terbuka atau belum ditutup. Selesaikan dulu di halaman blangko.", "{printer} is stopped: {place} has an open difference or was not closed. Settle that on the page of blanks first.";
    refusal_heat(printer: &str, limit: i64, printed: i64): "{printer} hanya boleh mencetak {limit} kartu sehari; {printed} sudah dicetak atau direncanakan. Pakai printer lain atau lanjutkan besok.", "{printer} may print {limit} cards a day; {printed} are printed or planned. Use another printer or go on tomorrow.";
    refusal_job_state(state: &str, act: &str): "Kartu ini sekarang \"{state}\", jadi {act} tidak dapat dilakukan. Muat ulang halaman; mungkin petugas lain sudah mengerjakannya.", "This card is now \"{state}\", so {act} is not possible. Reload the page; another officer may have done it already.";
    refusal_no_job: "Kartu ini tidak ada dalam daftar cetak. Periksa nomor resinya.", "This card is in no run. Check its receipt number.";
    refusal_doubt_same: "Yang mencatat keraguan tidak dapat menutupnya sendiri. Minta orang lain yang memegang kartunya.", "Who noted the doubt cannot close it. Ask somebody else who has the card in hand.";
    refusal_nothing_to_release: "Tidak ada kartu dalam rencana yang masih dapat dicetak. Muat ulang rencananya.", "Nothing in the plan can be printed any more. Reload the plan.";
    refusal_out_of_order(receipt: &str): "Resi {receipt} ada di golongan yang lebih tinggi dan dapat dicetak, tetapi dilewati. Masukkan ke daftar, atau tulis alasannya.", "Receipt {receipt} is of a higher class and could be printed, but is passed over. Put it into the list, or give a reason.";
    refusal_not_local(printer: &str): "{printer} dijalankan dengan aplikasi pusat, bukan oleh agen cetak. Ubah cara mencetaknya lebih dulu.", "{printer} is driven by the centre's application, not by the agent. Change how it prints first.";
    refusal_ribbon(printer: &str, left: i64, asked: i64): "Pita {printer} cukup untuk {left} kartu lagi, diminta {asked}. Pindahkan pita ke printer atau kurangi daftarnya.", "The ribbon of {printer} is enough for {left} more cards, {asked} were asked for. Move a ribbon to the printer or shorten the list.";
    refusal_no_closing: "Penghitungan ini tidak ada. Mulai dari halaman blangko.", "There is no such count. Begin at the page of blanks.";
    refusal_closing_state(state: &str): "Penghitungan ini sudah \"{state}\". Muat ulang halaman.", "This count is \"{state}\" already. Reload the page.";
    refusal_already_counting: "Tempat ini sedang dihitung. Lanjutkan hitungan itu.", "This place is being counted. Go on with that count.";
    refusal_not_counted(item: &str): "{item} belum dihitung. Isi jumlahnya; 0 bila tidak ada.", "{item} was not counted. Fill in how many; 0 if there are none.";
    refusal_count_same: "Yang menghitung tidak dapat mengesahkan hitungannya sendiri. Minta orang kedua menghitung ulang.", "Who counted cannot confirm the count. Ask a second person to count again.";
    refusal_nothing_held(place: &str): "{place} tidak memegang apa pun, jadi tidak perlu ditutup.", "{place} holds nothing and needs no closing.";
    refusal_no_difference: "Selisih ini tidak ada atau sudah diselesaikan. Muat ulang halaman.", "There is no such difference, or it is settled. Reload the page.";
    refusal_wrong_settlement(kind: &str, how: &str): "Selisih \"{kind}\" tidak dapat diselesaikan dengan \"{how}\". Pilih cara lain.", "A difference \"{kind}\" cannot be settled as \"{how}\". Choose another way.";
    refusal_suket_not_deferred: "Permohonan ini tidak sedang menunggu blangko, jadi kartunya yang dicetak, bukan suket.", "This request does not wait for blanks, so that the card is printed, not a suket.";
    refusal_suket_forbidden(rule: &str): "Menurut {rule} suket tidak boleh diberikan untuk keperluan ini. Beri tahu pemohon kapan kartunya ditinjau lagi.", "By {rule} no suket may be given for this purpose. Tell the applicant when the card is looked at again.";
    refusal_suket_not_recorded: "Orang ini belum direkam menurut pusat; suket hanya untuk yang sudah direkam. Periksa status pusatnya.", "By the centre this person is not recorded; a suket is only for who is. Check the central status.";
    refusal_suket_holds(until: jiff::civil::Date): "Orang ini sudah memegang suket yang berlaku sampai {until}. Perpanjang di bulan terakhirnya.", "This person holds a suket until {until}. Renew it in its last month.";
    refusal_no_suket: "Tidak ada suket yang berlaku dengan nomor ini.", "There is no such suket that holds.";
    refusal_suket_early(from: jiff::civil::Date): "Suket baru dapat diperpanjang mulai {from}.", "The suket can be renewed from {from}.";
    problem_serial: "Ini bukan nomor cip. Nomor cip 4 sampai 32 huruf dan angka; pindai satu cip per baris.", "This is no chip number. One has 4 to 32 letters and digits; scan one chip a line.";
    next_await_blanks: "Menunggu blangko. Beri tahu pemohon kapan kartunya ditinjau lagi.", "Waits for blanks. Tell the applicant when it is looked at again.";
    case_not_released: "Kartu siap dicetak dan menunggu daftar cetak berikutnya.", "The card is ready and waits for the next run.";
    deferred_detail(reason: &str, until: jiff::civil::Date): "{reason} · ditinjau lagi {until}", "{reason} · looked at again {until}";
    card_destroyed: "Dimusnahkan dengan berita acara", "Destroyed with minutes";
}
