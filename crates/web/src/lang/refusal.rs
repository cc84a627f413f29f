//! Why something is refused, and what to do about it.

super::texts! {
    refusal_no_person: "Penduduk ini tidak ada di data kantor. Cari lagi dengan NIK atau nama.", "This person is not in the office's data. Search again by NIK or name.";
    refusal_wrong_state(state: &str, act: &str): "Permohonan ini sekarang \"{state}\", jadi {act} tidak dapat dilakukan. Muat ulang halaman; mungkin petugas lain sudah mengerjakannya.", "This request is now \"{state}\", so {act} is not possible. Reload the page; another officer may have done it already.";
    refusal_already_open(receipt: &str): "Orang ini sudah mempunyai permohonan yang berjalan, resi {receipt}. Lanjutkan permohonan itu.", "This person already has an open request, receipt {receipt}. Go on with that one.";
    refusal_too_young(from: jiff::civil::Date): "Perekaman baru boleh mulai usia 16 tahun, yaitu {from}. Minta datang lagi setelah tanggal itu.", "Recording is allowed from the age of 16, that is {from}. Ask to come back after that day.";
    refusal_not_alive(life: &str): "Di data kantor orang ini tercatat \"{life}\". Perbaiki dulu datanya melalui ADB.", "In the office's data this person is \"{life}\". Have the data corrected by the data administrator first.";
    refusal_damage: "Pilih apakah kartu yang rusak masih bisa dipakai.", "Choose whether the damaged card can still be used.";
    refusal_not_printable(from: jiff::civil::Date): "Kartu baru boleh dicetak setelah usia 17 tahun, yaitu {from}.", "The card may be printed from the age of 17, that is {from}.";
    refusal_old_card: "Untuk keperluan ini kartu lama atau surat kehilangan dari kepolisian harus diserahkan dulu.", "For this purpose the old card or a police loss letter must be handed in first.";
    refusal_stock(place: &str, available: i64, asked: i64): "{place} hanya memegang {available} blangko baru, diminta {asked}. Pindahkan blangko ke sana dulu.", "{place} holds only {available} new blanks, {asked} are needed. Move blanks there first.";
    refusal_wrong_place(place: &str, kind: &str): "{place} adalah {kind}; tindakan ini tidak dapat dilakukan di sana.", "{place} is a {kind}; this cannot be done there.";
    refusal_no_place: "Tempat ini tidak dikenal. Pilih dari daftar.", "This place is not known. Choose from the list.";
    problem_missing: "Isian ini harus diisi.", "This field must be filled in.";
    problem_not_a_choice: "Pilih salah satu dari daftar.", "Choose one from the list.";
    problem_area: "Desa atau kelurahan ini tidak ada di wilayah kantor. Pilih dari daftar.", "This village is not in the office's area. Choose from the list.";
    problem_area_ambiguous: "Beberapa kecamatan punya desa atau kelurahan bernama ini. Tulis juga kecamatannya, atau kode desanya.", "Several sub-districts have a village of this name. Write the sub-district too, or the village's code.";
    problem_rounded: "Excel telah membulatkan nomor ini, sehingga angka terakhirnya hilang. Format kolomnya sebagai Teks, lalu tempel ulang nomornya dari sumbernya.", "Excel has rounded this number, so that its last digits are lost. Format the column as text and paste the numbers again from their source.";
    problem_year_short: "Tahun ditulis dengan dua angka, jadi abadnya tidak jelas. Tulis tahun dengan empat angka, misalnya 1985.", "The year has two digits, so that its century is open. Write the year with four digits, for example 1985.";
    problem_too_long(max: i64): "Terlalu panjang; paling banyak {max} huruf.", "Too long; {max} characters at most.";
    problem_too_short(min: i64): "Terlalu pendek; paling sedikit {min} huruf.", "Too short; {min} characters at least.";
    problem_number: "Isi dengan angka saja.", "Write digits only.";
    problem_receipt: "Ini bukan nomor resi yang benar; mungkin ada huruf yang salah ketik. Pindai ulang kode QR.", "This is not a valid receipt number; a character may be mistyped. Scan the QR code again.";
    problem_date_old: "Tanggal ini terlalu lama berlalu. Periksa tahunnya.", "This date is too long ago. Check the year.";
    problem_nik_script: "NIK berisi angka dari aksara lain (misalnya angka lebar). Ketik ulang dengan angka biasa.", "The NIK has digits of another script (such as full-width ones). Type it again with plain digits.";
    problem_nik_letter(position: i64, found: &str): "NIK hanya berisi angka; tanda ke-{position} adalah \"{found}\". Periksa huruf O dan I yang mirip angka 0 dan 1.", "A NIK has digits only; character {position} is \"{found}\". Look for the letters O and I in place of 0 and 1.";
    problem_nik_date(day: i64, month: i64): "Angka ke-7 sampai ke-10 NIK (hari {day}, bulan {month}) bukan tanggal lahir yang mungkin. Hari lahir perempuan ditambah 40.", "Digits 7 to 10 of the NIK (day {day}, month {month}) are not a possible date of birth. A woman's day has 40 added.";
    problem_nik_serial: "Empat angka terakhir NIK tidak mungkin 0000.", "The last four digits of a NIK cannot be 0000.";
    problem_nik_area(area: &str): "Enam angka pertama NIK ({area}) bukan kode wilayah yang dikenal.", "The first six digits of the NIK ({area}) are not a known area code.";
    problem_name_long(chars: i64): "Nama paling panjang 60 huruf; yang diisi {chars} huruf.", "A name has 60 characters at most; this one has {chars}.";
    problem_name_invisible: "Isian ini memuat tanda yang tidak terlihat, misalnya pembalik arah tulisan. Ketik ulang.", "This has an invisible mark, such as one that turns the writing direction. Type it again.";
    problem_name_sign(found: &str): "Nama memuat tanda \"{found}\" yang tidak dipakai dalam nama.", "The name has the sign \"{found}\", which is not used in names.";
    bad_request: "Permintaan ini tidak dapat dibaca.", "This request cannot be read.";
    bad_request_part(part: &str): "Permintaan ini tidak dapat dibaca: {part}.", "This request cannot be read: {part}.";
    unauthorized: "Kunci API tidak ada, salah, atau sudah tidak berlaku.", "The API token is missing, wrong or no longer valid.";
    disk_full: "Penyimpanan server penuh; tidak ada yang disimpan. Minta pengelola mengosongkan ruang, lalu kirim lagi.", "The server's disk is full; nothing was saved. Ask whoever runs the server to free space, then send it again.";
    server_ends: "Penyimpanan server bermasalah; tidak ada yang disimpan. Server akan dimulai ulang. Coba lagi sebentar lagi.", "The server's storage failed; nothing was saved. The server restarts. Try again in a moment.";
}
