//! Texts of the sign-in page.

super::texts! {
    login_title: "Masuk", "Sign in";
    login_lead: "Masuk dengan akun petugas yang diberikan kantor.", "Sign in with the officer account that the office gave you.";
    username: "Nama pengguna", "User name";
    password: "Kata sandi", "Password";
    login_button: "Masuk", "Sign in";
    login_forgotten: "Lupa kata sandi? Hubungi kepala seksi Anda.", "Forgotten the password? Ask your section head.";
    ready_heading: "Akun siap pakai untuk demo", "Ready accounts for the demo";
    ready_lead(password: &str): "Kata sandi untuk semua akun: {password}", "Password of all accounts: {password}";
    ready_role: "Peran", "Role";
}
