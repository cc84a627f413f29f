//! Texts of the frame around every page, and words that many pages share.

super::texts! {
    product: "Loket", "Loket";
    product_is: "Pendamping layanan KTP-el", "Companion of the KTP-el service";
    skip_to_content: "Langsung ke isi halaman", "Skip to the content";
    demo_banner: "DEMO · data sintetis", "DEMO · synthetic data";
    title_error: "Kesalahan:", "Error:";
    problems_heading: "Ada masalah", "There is a problem";
    problem_prefix: "Kesalahan:", "Error:";
    notice_good: "Berhasil.", "Done.";
    notice_warning: "Perhatian.", "Please note.";
    main_menu: "Menu utama", "Main menu";
    key_hint: "tombol cepat", "shortcut key";

    nav_home: "Beranda", "Home";
    nav_search: "Cari", "Search";
    nav_print: "Cetak", "Print";
    nav_shelf: "Rak", "Shelves";
    nav_pickup: "Serahkan", "Hand over";
    nav_stock: "Blangko", "Blanks";

    search_label: "Cari penduduk atau permohonan", "Find a person or a request";
    search_hint: "NIK, KK, resi, HP atau nama", "NIK, KK, receipt, phone or name";
    search_button: "Cari", "Search";
    switch_language: "Ganti bahasa:", "Change language:";
    sign_out: "Keluar", "Sign out";
    keys_help: "Tombol cepat: / atau F2 untuk mencari; Alt + angka menu (Firefox: Alt + Shift + angka).", "Shortcut keys: / or F2 to search; Alt + menu number (Firefox: Alt + Shift + number).";
    slash_off: "Matikan tombol /", "Turn the / key off";
    slash_on: "Nyalakan tombol /", "Turn the / key on";
    free_of_charge: "Seluruh layanan dokumen kependudukan gratis (UU 24/2013 pasal 79A).", "All population document services are free of charge (Law 24/2013, article 79A).";

    nik: "NIK", "NIK";
    kk_number: "Nomor KK", "KK number";
    name: "Nama lengkap", "Full name";
    birth_date: "Tanggal lahir", "Date of birth";
    birth_place: "Tempat lahir", "Place of birth";
    sex: "Jenis kelamin", "Sex";
    marital_status: "Status perkawinan", "Marital status";
    address: "Alamat", "Address";
    village: "Desa/kelurahan", "Village or ward";
    kecamatan: "Kecamatan", "Sub-district (kecamatan)";
    rt: "RT", "RT";
    rw: "RW", "RW";
    phone: "Nomor HP", "Mobile phone";
    receipt_number: "Nomor resi", "Receipt number";
    purpose_word: "Keperluan", "Purpose";
    state_word: "Keadaan", "State";
    actions: "Tindakan", "Actions";
    time_word: "Waktu", "Time";
    who_word: "Oleh", "By";
    automatic: "otomatis", "automatic";
    note_word: "Keterangan", "Note";
    total: "Jumlah", "Total";
    optional: "boleh kosong", "optional";
    unknown: "Belum diketahui", "Not known";
    none_yet: "Belum ada", "None yet";
    no_phone: "Tidak ada nomor HP", "No phone number";
    rt_rw(rt: &str, rw: &str): "RT {rt} / RW {rw}", "RT {rt} / RW {rw}";
    area_renamed(name: &str, later: &str): "{name} (kini {later})", "{name} (now {later})";
    years_old(n: i64): "{n} tahun", "{n} year old" | "{n} years old";
    from_to(from: &str, to: &str): "{from} ke {to}", "{from} to {to}";
    open_link: "Buka", "Open";
    save: "Simpan", "Save";
    back_home: "Kembali ke beranda", "Back to the home page";
    back_to_person: "Kembali ke penduduk ini", "Back to this person";
    back_to_case: "Kembali ke permohonan ini", "Back to this request";
    choose: "Pilih", "Choose";
    yes: "Ya", "Yes";
    no: "Tidak", "No";
    page_of(page: i64, pages: i64): "Halaman {page} dari {pages}", "Page {page} of {pages}";
    previous_page: "Sebelumnya", "Previous";
    next_page: "Berikutnya", "Next";
    paging: "Halaman daftar", "Pages of the list";

    next_heading: "Berikutnya", "Next";
    next_who: "Yang bertindak", "Who acts";
    next_by: "Paling lambat", "At the latest";
    next_late: "terlambat", "overdue";
    timeline_heading: "Riwayat", "History";
    timeline_empty: "Belum ada kejadian yang tercatat.", "Nothing has been recorded yet.";

    moments_ago: "baru saja", "just now";
    minutes(n: i64): "{n} menit", "{n} minute" | "{n} minutes";
    hours(n: i64): "{n} jam", "{n} hour" | "{n} hours";
    days(n: i64): "{n} hari", "{n} day" | "{n} days";
}
