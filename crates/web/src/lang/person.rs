//! Texts of the search results, the person's page and the form for a new person.

super::texts! {
    results_title: "Hasil pencarian", "Search results";
    results_for: "Yang dicari:", "You searched for:";
    people_found(n: i64): "{n} orang ditemukan", "{n} person found" | "{n} people found";
    results_more(n: i64): "Hanya {n} yang pertama ditampilkan. Tambahkan nama desa atau tanggal lahir agar lebih tepat.", "Only the first {n} are shown. Add the village or date of birth to be more precise.";
    results_similar: "mungkin maksud Anda", "perhaps you mean";
    results_none: "Tidak ada yang cocok", "Nothing matches";
    results_none_digits: "Periksa kembali angkanya; NIK dan nomor KK masing-masing 16 angka.", "Check the digits; NIK and KK number have 16 each.";
    results_none_name: "Coba cari dengan nama, boleh sebagian, atau dengan nomor HP.", "Try the name, a part will do, or the phone number.";
    results_none_add: "Jika orang ini memang belum ada di data kantor, tambahkan sebagai penduduk baru.", "If this person really is not in the office's data, add a new person.";
    add_person: "Tambah penduduk", "Add a person";

    person_title: "Penduduk", "Person";
    person_data: "Data diri", "Personal data";
    person_central: "Status pusat", "Central status";
    person_central_since(date: jiff::civil::Date): "sejak {date}", "since {date}";
    person_central_source(source: &str): "Sumber: {source}", "Source: {source}";
    person_central_none: "Belum ada status dari pusat yang tercatat.", "No central status has been recorded yet.";
    person_duty: "Kewajiban KTP", "Duty to hold a card";
    duty_since(date: jiff::civil::Date): "Wajib KTP sejak {date}", "Must hold a card since {date}";
    duty_from(date: jiff::civil::Date): "Wajib KTP mulai {date}; sudah boleh direkam sejak usia 16 tahun", "Must hold a card from {date}; may be recorded from the age of 16";
    duty_none: "Tidak wajib KTP", "Need not hold a card";
    person_warnings: "Perlu dicocokkan", "To be compared";
    person_open_case: "Buka permohonan", "Open a request";
    person_cards: "Kartu", "Cards";
    person_cards_empty: "Belum ada kartu yang tercatat di kantor ini.", "No card has been recorded in this office.";
    card_valid: "Berlaku", "Valid";
    card_invalid: "Tidak berlaku", "Invalid";
    card_word: "Kartu", "Card";
    card_printed: "Dicetak", "Printed";
    custody_holder: "Pemegang kartu", "The holder";
    custody_invalid: "Buku KTP tidak berlaku", "The invalid-card ledger";
    central_source_import: "berkas impor", "an imported file";
    central_source: "catatan kantor", "the office's record";
    card_place: "Berada di", "Where it is";
    person_cases: "Permohonan", "Requests";
    person_cases_empty: "Belum ada permohonan.", "No request yet.";
    case_opened: "Dibuka", "Opened";

    warning_birth_differs: "Tanggal lahir berbeda dengan NIK. NIK tidak diubah; cocokkan dengan akta kelahiran.", "The date of birth differs from the NIK. The NIK is not changed; compare with the birth certificate.";
    warning_sex_differs: "Jenis kelamin berbeda dengan NIK. Cocokkan dengan KK.", "The sex differs from the NIK. Compare with the KK.";
    warning_same_name: "Ada penduduk lain dengan nama dan tanggal lahir yang sama.", "There is another person with the same name and date of birth.";
    warning_area_differs: "Kode wilayah NIK bukan kabupaten/kota ini. Itu wajar bagi pendatang.", "The area code of the NIK is not of this regency. That is normal for people who moved in.";
    warning_shared_phone(n: i64): "Nomor HP ini dipakai oleh {n} KK.", "This phone number is used by {n} family card." | "This phone number is used by {n} family cards.";
    warning_no_phone: "Tidak ada nomor HP; pemohon tidak dapat diberi tahu lewat SMS.", "There is no phone number; the applicant cannot be told by SMS.";

    new_title: "Tambah penduduk", "Add a person";
    new_lead: "Hanya untuk penduduk yang belum ada di data kantor. Cari dulu dengan NIK dan nama.", "Only for people who are not in the office's data yet. Search by NIK and name first.";
    new_identity: "Identitas", "Identity";
    new_home: "Tempat tinggal", "Home";
    new_contact: "Kontak", "Contact";
    new_nik_hint: "16 angka, boleh dengan spasi.", "16 digits, spaces are allowed.";
    new_kk_hint: "16 angka, di bagian atas kartu keluarga.", "16 digits, at the top of the family card.";
    new_name_hint: "Seperti pada kartu keluarga, tanpa gelar.", "As on the family card, without titles.";
    new_birth_hint: "Contoh: 27 3 2005", "Example: 27 3 2005";
    day: "Tanggal", "Day";
    month: "Bulan", "Month";
    year: "Tahun", "Year";
    new_village_choose: "Pilih desa/kelurahan", "Choose the village or ward";
    new_address_hint: "Nama jalan, dusun atau lingkungan.", "Street, hamlet or neighbourhood.";
    phone_hint: "Untuk memberi tahu bila kartu siap diambil. Contoh: 0812 3456 7890", "To tell when the card can be collected. Example: 0812 3456 7890";
    new_warnings_seen: "Data di atas sudah saya cocokkan dengan dokumen aslinya.", "I have compared the data above with the original documents.";
    new_button: "Simpan penduduk", "Save the person";
}
