//! Texts of the sign-in page.

super::texts! {
    login_title: "Masuk", "Sign in";
    login_lead: "Masuk dengan akun petugas yang diberikan administrator kantor.", "Sign in with the officer account that the office administrator gave you.";
    username: "Nama pengguna", "User name";
    password: "Kata sandi", "Password";
    login_button: "Masuk", "Sign in";
    login_forgotten: "Lupa kata sandi? Hubungi administrator kantor.", "Forgotten the password? Ask the office administrator.";
    ready_heading: "Akun siap pakai untuk demo", "Ready accounts for the demo";
    ready_lead(password: &str): "Kata sandi untuk semua akun: {password}", "Password of all accounts: {password}";
    ready_role: "Peran", "Role";
}
