//! Texts about staff accounts and setting a password with a code.

super::texts! {
    accounts_title: "Pegawai", "Staff accounts";
    accounts_lead: "Siapa yang bekerja dengan Loket, sebagai apa, dan di mana. Membuka dan mengubah akun memerlukan persetujuan orang kedua.", "Who works with Loket, as what, and where. Opening and changing accounts needs a second person's approval.";
    account_new_title: "Buka akun pegawai", "Open a staff account";
    account_new_lead: "Setelah disetujui, pengusul dan penyetuju masing-masing menyerahkan setengah kode aktivasi langsung kepada pemilik akun. Ia memilih kata sandinya sendiri.", "Once it is approved, proposer and approver each hand half of the activation code to the owner in person. The owner chooses the password.";
    account_new_button: "Usulkan akun ini", "Propose this account";
    account_title: "Akun pegawai", "Staff account";
    account_change: "Ubah peran, penempatan atau keadaan", "Change role, posting or state";
    account_change_button: "Usulkan perubahan", "Propose the change";
    account_role: "Peran", "Role";
    account_posting: "Penempatan", "Posting";
    account_posting_hint: "Pegawai di kecamatan hanya melihat penduduk kecamatan itu.", "Staff posted at a sub-district see the people of that sub-district only.";
    account_state: "Keadaan akun", "State of the account";
    account_open: "Aktif", "Active";
    account_closed: "Ditutup", "Closed";
    account_open_hint: "Pemiliknya boleh masuk.", "Its owner may sign in.";
    account_closed_hint: "Pemiliknya tidak dapat masuk; semua sesinya berakhir.", "Its owner cannot sign in; all sessions end.";
    account_code_word: "Kode aktivasi", "Activation code";
    account_code_explained: "Serahkan langsung kepada pemilik akun, jangan lewat pesan. Titik-titik adalah bagian orang kedua: tidak seorang pun memegang seluruh kode. Berlaku 24 jam dan hanya sekali, di halaman aktivasi.", "Hand it to the owner in person, not in a message. The dots are the other person's half: nobody holds the whole code. It holds for 24 hours and works once, on the activation page.";
    account_code_new: "Kata sandi lupa atau diketahui orang lain?", "Password forgotten or known to others?";
    account_code_lead: "Kode baru membuat pemiliknya memilih kata sandi baru. Kode yang lama tidak berlaku lagi.", "With a new code the owner chooses a new password. An older code stops working.";
    account_code_button: "Usulkan kode baru", "Propose a new code";
    account_no_staff_number: "Belum diisi", "Not given yet";
    back_to_accounts: "Kembali ke daftar pegawai", "Back to the staff accounts";
    activate_title: "Aktifkan akun", "Activate an account";
    activate_lead: "Isi kode yang Anda terima, bila dua bagian maka bagian pertama lalu bagian kedua, kemudian pilih kata sandi sendiri.", "Give the code that you got, of two halves the first and then the second, then choose your own password.";
    activate_code_hint: "Huruf kecil dan angka, berlaku 24 jam.", "Lower-case letters and digits; it holds for 24 hours.";
    activate_button: "Simpan kata sandi", "Save the password";
    activate_link: "Punya kode aktivasi? Aktifkan akun", "Have an activation code? Activate the account";
    password_new: "Kata sandi baru", "New password";
    error_activate: "Nama pengguna atau kode tidak cocok, atau kodenya sudah lewat 24 jam. Periksa lagi, atau minta kode baru kepada kepala seksi.", "The user name or the code does not match, or the code is past its 24 hours. Check again, or ask your section head for a new code.";
    refusal_no_account: "Akun ini tidak ada. Buka daftar pegawai.", "There is no such account. Open the staff accounts.";
}
