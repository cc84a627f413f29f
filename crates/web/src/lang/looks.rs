//! Texts about looks: the reason that is asked for, the report on a person, the report on the staff.

super::texts! {
    refusal_look_reason(max: i64): "Dalam satu jam terakhir Anda sudah melihat data {max} orang yang tidak sedang punya permohonan. Tulis alasannya untuk melanjutkan.", "Within the last hour you have seen the data of {max} people who have no open request. Give the reason to go on.";
    refusal_look_limit(max: i64): "Dalam 24 jam terakhir Anda sudah melihat data {max} orang yang tidak sedang punya permohonan. Itu batasnya.", "Within the last 24 hours you have seen the data of {max} people who have no open request. That is the limit.";
    look_limit_title: "Batas melihat data tercapai", "The limit of looking at data is reached";
    look_limit_do: "Orang yang permohonannya sedang berjalan tetap dapat dibuka. Untuk yang lain, coba lagi beberapa jam lagi, atau minta rekan Anda melayaninya.", "People with an open request can still be opened. For others, try again in some hours, or ask a colleague to serve them.";
    reason_title: "Untuk apa data ini dilihat?", "What is this data looked at for?";
    reason_why: "Alasan Anda disimpan bersama catatan siapa melihat data siapa, dan berlaku satu jam. Setiap orang berhak mengetahuinya (UU 27/2022).", "Your reason is kept with the record of who saw whose data, and holds for one hour. Every person has the right to know it (Law 27/2022).";
    reason_again: "Lengkapi alasannya, lalu lanjutkan.", "Complete the reason, then go on.";
    reason_word: "Alasan", "Reason";
    reason_note: "Keterangan", "Note";
    reason_note_hint: "Wajib untuk surat resmi (nomor suratnya) dan alasan lain.", "Needed for an official letter (its number) and for another reason.";
    reason_button: "Simpan dan lanjutkan", "Save and go on";

    nav_oversight: "Pengawasan", "Oversight";
    oversight_tabs: "Bagian pengawasan", "Parts of oversight";
    looks_title: "Siapa melihat data", "Who looked at data";
    looks_lead: "Setiap jawaban yang menampilkan nama atau nomor orang dicatat. Yang dihitung di sini terutama orang yang tidak sedang punya permohonan.", "Every answer that shows names or numbers of people is recorded. Above all, people without an open request are counted here.";
    looks_from: "Dari tanggal", "From";
    looks_until: "Sampai tanggal", "Until";
    error_until: "Tanggal terakhir tidak ada, atau lebih awal daripada tanggal pertama.", "The last day does not exist, or comes before the first.";
    looks_show: "Tampilkan", "Show";
    looks_csv: "Unduh CSV", "Download CSV";
    looks_empty: "Tidak ada yang melihat data orang pada hari-hari ini.", "Nobody looked at people's data on these days.";
    looks_staff: "Pegawai", "Staff";
    looks_answers: "Melihat", "Looks";
    looks_pages: "Membuka satu orang", "Opened one person";
    looks_outside: "Orang tanpa permohonan", "People without a request";
    looks_stopped: "Ditahan", "Stopped";
    looks_stopped_note: "Ditahan: Loket meminta alasan dulu, atau batas harian sudah tercapai.", "Stopped: Loket asked for a reason first, or the day's limit was reached.";

    person_looks_heading: "Siapa melihat data ini", "Who looked at this data";
    person_looks_none: "Belum ada yang melihat sebelum Anda.", "Nobody looked before you.";
    person_looks_all: "Semua catatan", "The whole record";
    person_looks_title: "Siapa melihat data orang ini", "Who looked at this person's data";
    person_looks_lead: "Orang ini berhak mengetahui isi daftar ini (UU 27/2022 pasal 32). Pembukaan halaman ini juga dicatat.", "This person has the right to know this list (Law 27/2022, article 32). Opening this page is recorded as well.";
    person_looks_total(n: i64): "{n} kali dilihat", "looked at {n} time" | "looked at {n} times";
    person_looks_max(n: i64): "Yang ditampilkan {n} yang terakhir.", "The last {n} are shown.";
    look_where: "Lewat", "Through";
    look_others: "Bersama orang lain", "With other people";
    look_alone: "sendiri", "alone";
    look_reason: "Alasan", "Reason";
}
