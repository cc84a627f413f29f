//! Texts of the first account's page.

super::texts! {
    setup_title: "Mulai memakai Loket", "Start using Loket";
    setup_lead: "Kantor ini belum memiliki akun. Buat akun administrator pertama dengan kode awal yang tampil di komputer server.", "This office has no account yet. Create the first administrator account with the start code shown on the server.";
    setup_token: "Kode awal", "Start code";
    setup_token_hint: "Tampil saat server dijalankan pertama kali. Hanya dapat dipakai satu kali.", "Shown when the server first starts. It works only once.";
    setup_name_hint: "Nama Anda seperti pada surat keputusan pengangkatan.", "Your name as in your letter of appointment.";
    setup_username_hint: "Huruf kecil dan angka, tanpa spasi. Contoh: sri.wahyuni", "Lower-case letters and digits, no spaces. Example: sri.wahyuni";
    setup_password_hint: "Paling sedikit 12 karakter. Kalimat pendek lebih mudah diingat.", "At least 12 characters. A short sentence is easier to remember.";
    password_again: "Ulangi kata sandi", "Repeat the password";
    setup_button: "Buat akun administrator", "Create the administrator account";
    staff_number: "NIP atau NIK", "NIP or NIK";
    staff_number_hint: "18 angka NIP, atau 16 angka NIK bagi yang bukan PNS. Dua akun dengan nomor yang sama dianggap satu orang.", "18 digits of the NIP, or 16 of the NIK for who is no civil servant. Two accounts with one number count as one person.";
    error_staff_number: "Isi 18 angka NIP atau 16 angka NIK.", "Write the 18 digits of the NIP or the 16 of the NIK.";
}
