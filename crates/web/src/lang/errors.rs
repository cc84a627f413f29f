//! Texts of the pages that say that something did not work, and of refused fields.

super::texts! {
    not_found_title: "Halaman tidak ditemukan", "Page not found";
    not_found: "Alamat ini tidak ada, atau datanya bukan milik kantor ini.", "This address does not exist, or what it shows does not belong to this office.";
    not_found_do: "Periksa alamatnya, atau cari penduduk atau nomor resinya di kotak pencarian.", "Check the address, or look for the person or receipt number in the search box.";
    forbidden_title: "Anda tidak berhak membuka ini", "You may not open this";
    forbidden: "Peran Anda tidak memiliki hak untuk tindakan ini.", "Your role does not have the right to do this.";
    forbidden_do: "Jika tugas Anda memerlukannya, mintalah hak itu kepada kepala seksi Anda.", "If your work needs it, ask your section head for the right.";
    refused_title: "Belum dapat dilakukan", "This cannot be done yet";
    refused_code(code: &str): "Kode: {code}", "Code: {code}";
    fault_title: "Ada gangguan pada Loket", "Loket has a fault";
    fault: "Permintaan ini tidak selesai karena gangguan pada sistem.", "This request was not completed because of a fault in the system.";
    fault_do: "Tunggu sebentar, lalu buka kembali data ini dan lihat apakah perubahannya sudah tersimpan sebelum mengirim ulang.", "Wait a moment, then open the record again and see whether the change was saved before sending it once more.";
    fault_do_tell: "Jika terulang, beri tahu kepala seksi Anda beserta nomor gangguan di bawah.", "If it happens again, tell your section head the fault number below.";
    fault_number(number: &str): "Nomor gangguan: {number}", "Fault number: {number}";
    conflict_title: "Formulir ini sudah pernah dikirim", "This form was already sent";
    conflict: "Formulir yang sama sudah diterima dengan isi yang berbeda. Isi yang baru tidak disimpan.", "The same form was already accepted with other content. The new content was not saved.";
    conflict_do: "Buka kembali datanya, lihat apa yang sudah tersimpan, lalu isi formulir baru bila perlu.", "Open the record again, see what was saved, then fill in a new form if needed.";
    stale_title: "Sesi Anda sudah berakhir", "Your session has ended";
    stale: "Demi keamanan, formulir ini sudah tidak berlaku. Tidak ada yang disimpan.", "For safety, this form is no longer valid. Nothing was saved.";
    stale_do: "Masuk kembali, lalu ulangi dari halaman penduduk atau permohonan.", "Sign in again, then start once more from the person or the request.";

    error_login: "Nama pengguna atau kata sandi tidak cocok. Periksa huruf besar dan kecil, lalu coba lagi.", "The user name or password does not match. Check capital letters, then try again.";
    error_login_wait: "Terlalu banyak percobaan. Tunggu beberapa menit, lalu coba lagi.", "Too many attempts. Wait a few minutes, then try again.";
    error_token: "Kode awal tidak cocok. Salin kembali dari layar server.", "The start code does not match. Copy it again from the server's screen.";
    error_password_short: "Kata sandi paling sedikit 12 karakter.", "The password needs at least 12 characters.";
    error_password_differs: "Kedua kata sandi tidak sama.", "The two passwords are not the same.";
    error_username_taken: "Nama pengguna ini sudah dipakai.", "This user name is already taken.";
    error_username: "Nama pengguna hanya huruf kecil, angka, titik dan garis.", "The user name may have lower-case letters, digits, dots and dashes only.";
    error_required(what: &str): "Isi: {what}.", "Fill in: {what}.";
    error_choose(what: &str): "Pilih: {what}.", "Choose: {what}.";
    error_nik_digits(n: i64): "NIK harus 16 angka; yang diisi {n} angka.", "A NIK has 16 digits; this one has {n}.";
    error_nik_letters: "NIK hanya berisi angka. Periksa huruf O dan I yang mirip angka 0 dan 1.", "A NIK has digits only. Look for the letters O and I in place of 0 and 1.";
    error_nik_area: "Enam angka pertama NIK bukan kode wilayah yang dikenal.", "The first six digits of the NIK are not a known area code.";
    error_nik_date: "Angka ke-7 sampai ke-12 NIK bukan tanggal lahir yang mungkin.", "Digits 7 to 12 of the NIK are not a possible date of birth.";
    error_nik_taken: "NIK ini sudah ada di Loket. Cari NIK itu, jangan menambahkannya lagi.", "This NIK is already in Loket. Search for it, do not add it again.";
    error_kk_digits(n: i64): "Nomor KK harus 16 angka; yang diisi {n} angka.", "A KK number has 16 digits; this one has {n}.";
    error_date: "Tanggal ini tidak ada. Isi tanggal, bulan dan tahun dengan angka, misalnya 27 3 2005.", "This date does not exist. Write day, month and year in digits, for example 27 3 2005.";
    error_date_future: "Tanggal tidak boleh setelah hari ini.", "The date may not be after today.";
    error_date_ahead: "Isi hari yang ada di kalender dan setelah hari ini.", "Give a day that exists and lies after today.";
    error_phone: "Nomor HP tidak dikenali. Contoh: 0812 3456 7890.", "The phone number is not recognised. Example: 0812 3456 7890.";
    error_quantity: "Isi jumlah dengan angka lebih besar dari 0.", "Give a number greater than 0.";
    error_stock_short(have: i64): "Jumlah melebihi persediaan di tempat asal (ada {have}).", "More than the place holds (there are {have}).";
    error_same_place: "Tempat asal dan tujuan harus berbeda.", "The two places must differ.";
    error_document_missing(name: &str): "Berkas wajib belum ada: {name}.", "A required document is missing: {name}.";
    error_identity: "Centang setelah identitas orang di depan Anda diperiksa.", "Tick this after checking the identity of the person before you.";
    error_old_card: "Pilih apa yang diserahkan sebagai ganti kartu lama.", "Choose what is surrendered in place of the old card.";
    error_receipt_unknown: "Nomor resi ini tidak ditemukan. Pindai ulang, atau cari dengan NIK atau nama.", "This receipt number was not found. Scan again, or search by NIK or name.";
    error_shelf_unknown: "Kode rak ini tidak dikenal. Pindai label pada rak.", "This shelf code is not known. Scan the label on the shelf.";
    error_printer_empty: "Printer ini tidak memegang blangko. Pindahkan blangko ke printer dulu.", "This printer holds no blanks. Move blanks to the printer first.";
    error_reason: "Tulis alasannya, paling sedikit beberapa kata.", "Write the reason, at least a few words.";
    error_warnings_seen: "Baca peringatannya, lalu centang bahwa data sudah dicocokkan.", "Read the warnings, then tick that the data was compared.";
}
