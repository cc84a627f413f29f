//! Texts of the pick-up desk's proxies, of where a card is, and of the shelves' stock-takes and labels.

super::texts! {
    desk_field: "Resi atau nama", "Receipt or name";
    desk_field_hint: "Pindai kode QR pada resi. Tanpa resi: ketik nama, NIK, atau nomor HP.", "Scan the QR code on the receipt. Without a receipt: type a name, NIK or mobile number.";
    desk_lead: "Pindai resi, lihat orangnya, tekan Enter.", "Scan the receipt, look at the person, press Enter.";
    desk_named: "Kartu siapa?", "Whose card?";
    desk_named_none: "Tidak ada kartu yang menunggu diambil untuk nama atau nomor ini.", "No card waits to be collected under this name or number.";
    desk_choose(name: &str): "Pilih {name}", "Choose {name}";
    desk_button: "Orangnya cocok, serahkan kartu", "It is the holder: hand the card over";
    desk_proxy: "Diambil orang lain (wakil)", "Somebody else fetches it (proxy)";
    desk_proxy_nobody: "Di kantor ini kartu tidak dapat diambil orang lain.", "At this office nobody else may fetch a card.";
    desk_proxy_family: "Hanya keluarga dalam satu kartu keluarga.", "Only family on the same family card.";
    desk_proxy_anybody: "Siapa saja dengan KTP-el sendiri.", "Anybody with an own card.";
    desk_proxy_letter_needed: "Surat kuasa wajib diserahkan.", "A power of attorney must be handed in.";
    desk_proxy_letter_free: "Surat kuasa tidak wajib.", "A power of attorney is not needed.";
    desk_proxy_limit(day: i64, month: i64): "Paling banyak {day} kartu orang lain sehari dan {month} dalam 30 hari.", "At most {day} cards of others a day and {month} within 30 days.";
    desk_proxy_rule: "Aturan", "Rule";
    desk_proxy_nik: "NIK wakil, dari KTP-nya sendiri", "The proxy's NIK, from the own card";
    desk_proxy_name: "Nama wakil", "The proxy's name";
    desk_proxy_letter: "Nomor surat kuasa", "Number of the power of attorney";
    desk_proxy_identity: "Wajah wakil cocok dengan KTP-nya", "The proxy's face matches the own card";
    desk_proxy_button: "Serahkan kepada wakil", "Hand it to the proxy";

    where_title: "Cari kartu", "Where a card is";
    where_lead: "Pindai resi untuk melihat di mana kartunya sekarang.", "Scan a receipt to see where its card is now.";
    where_button: "Cari", "Find";
    where_now: "Kartu ini sekarang", "This card is now";
    where_none: "Belum dicetak.", "Not printed yet.";
    where_at(place: &str): "Di {place}.", "At {place}.";
    where_on_way: "Dalam perjalanan dengan sebuah kiriman.", "On its way with a batch.";
    where_missing: "Tidak ditemukan di tempatnya.", "Not found where it should be.";
    where_holder: "Di tangan pemiliknya.", "In its holder's hand.";
    where_ledger: "Ditarik, menunggu dimusnahkan.", "Withdrawn, waiting to be destroyed.";
    where_destroyed: "Dimusnahkan.", "Destroyed.";
    where_invalid: "Kartu ini tidak berlaku lagi.", "This card is valid no more.";
    where_batch: "Lihat kirimannya", "See its batch";
    where_found: "Kartunya ketemu", "It was found";
    where_found_button: "Taruh di rak", "Put on the shelf";
    where_missed: "Kartunya tidak ada di sana", "It is not there";
    where_missed_lead: "Untuk kartu di desa atau kecamatan dan kiriman pos. Kiriman ke desa atau kecamatan ditandatangani penerimanya, dengan yang kurang.", "For cards at a village or sub-district, and for the post. What goes to a village or sub-district in a batch is signed for there, with what is missing.";
    where_missed_button: "Catat tidak ditemukan", "Note it as missing";
    where_lost: "Kartunya hilang", "It is lost";
    where_lost_lead: "Kartu menjadi tidak berlaku dan yang baru dicetak. Perlu persetujuan orang kedua.", "The card becomes invalid and another is printed. A second person has to agree.";
    where_lost_button: "Nyatakan hilang", "Give it up as lost";

    count_shelf_title: "Hitung rak", "Count a shelf";
    count_shelf_lead: "Pindai label rak, lalu resi setiap kartu di rak itu. Kartu yang tidak dipindai tercatat tidak ditemukan; kartu yang seharusnya di tempat lain tercatat di rak ini.", "Scan the shelf's label, then the receipt of every card on it. A card that is not scanned is booked as not found; one that should lie elsewhere is booked here.";
    count_shelf_scanned: "Resi kartu di rak, satu per baris", "Receipts of the cards on it, one a line";
    count_shelf_button: "Selesai menghitung", "Finish the count";
    count_shelf_done(shelf: &str): "Rak {shelf} sudah dihitung", "Shelf {shelf} was counted";
    count_shelf_sum(scanned: i64, expected: i64): "{scanned} kartu dipindai, {expected} seharusnya ada.", "{scanned} card was scanned, {expected} should be there." | "{scanned} cards were scanned, {expected} should be there.";
    count_shelf_equal: "Isi rak sama dengan catatan.", "The shelf holds what the books say.";
    count_shelf_missing: "Tidak ditemukan:", "Not found:";
    count_shelf_extra: "Seharusnya di tempat lain, sekarang tercatat di sini:", "Should lie elsewhere, now booked here:";
    count_shelf_before: "Hitungan sebelumnya", "Earlier counts";
    count_shelf_expected: "Seharusnya", "Expected";
    count_shelf_counted: "Dipindai", "Scanned";
    label_title: "Label rak", "Shelf labels";
    label_lead: "Cetak, gunting, dan tempel di rak. Kode QR dipindai saat kartu ditaruh.", "Print, cut out and stick on the shelves. The QR code is scanned when a card is put there.";
    label_print: "Cetak label", "Print the labels";
    label_empty: "Kantor ini belum punya rak.", "This office has no shelf yet.";
    label_qr(shelf: &str): "Kode QR rak {shelf}", "QR code of shelf {shelf}";
}
