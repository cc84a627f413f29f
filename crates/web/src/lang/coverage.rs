//! Texts of who must have a card, where the unrecorded are, and a village's list.

#[cfg(test)]
pub(super) use codes::TEXTS as CODES;
#[cfg(test)]
pub(super) use words::TEXTS as WORDS;

mod words {
    crate::lang::texts! {
        nav_coverage: "Wajib KTP", "Must have a card";
        coverage_title(area: &str): "Wajib KTP: {area}", "Who must have a card: {area}";
        coverage_whole: "seluruh wilayah kantor", "the whole office";
        coverage_counted(time: &str): "Dihitung {time}; diperbarui paling lama tiap menit.", "Counted {time}; renewed at least every minute.";
        coverage_up(area: &str): "Kembali ke {area}", "Back to {area}";
        coverage_empty: "Belum ada yang wajib KTP di sini", "Nobody here must have a card yet";
        coverage_empty_do: "Angka muncul setelah data penduduk dimuat.", "Figures appear once the population data is loaded.";
        coverage_share: "Cakupan", "Coverage";
        coverage_by_subdistrict: "Menurut kecamatan", "By sub-district";
        coverage_by_village: "Menurut desa/kelurahan", "By village";
        coverage_by_neighbourhood: "Menurut RW dan RT", "By RW and RT";
        coverage_neighbourhood: "RW/RT", "RW and RT";
        coverage_no_neighbourhood: "Tanpa RW/RT", "No RW and RT";
        coverage_early(n: i64): "{n} orang sudah direkam sebelum berusia 17 tahun; mereka tidak termasuk di atas.", "{n} person was recorded before 17, and is not counted above." | "{n} people were recorded before 17, and are not counted above.";
        coverage_over: "Ada cakupan di atas 100 %. Itu bukan kesalahan hitung: yang terekam lebih banyak daripada yang wajib, misalnya karena warga luar dilayani.", "Some coverage is above 100 %. That is no error: more were recorded than must have a card, such as people from elsewhere.";
        coverage_chart_title: "Cakupan perekaman", "Coverage of recording";
        coverage_bar(area: &str, share: &str): "{area} {share}", "{area} {share}";
        coverage_groups: "Menurut umur dan jenis kelamin", "By age and sex";
        coverage_age: "Kelompok umur", "Age group";
        coverage_men: "Laki-laki wajib KTP", "Men who must have a card";
        coverage_men_unrecorded: "Laki-laki belum rekam", "Men not recorded";
        coverage_women: "Perempuan wajib KTP", "Women who must have a card";
        coverage_women_unrecorded: "Perempuan belum rekam", "Women not recorded";
        coverage_whereas: "Di mana yang belum rekam", "Where the unrecorded are";
        coverage_whereas_lead: "Menurut keterangan desa, keluarga dan petugas. Tanpa keterangan dihitung tidak diketahui.", "As villages, families and staff said. Of whom nobody said anything is counted as not known.";
        whereas_here: "Di rumah", "At home";
        whereas_school: "Di sekolah", "At a school";
        whereas_away: "Merantau", "Away";
        whereas_gone: "Pindah atau meninggal", "Moved or died";
        whereas_unknown: "Tidak diketahui", "Not known";
        coverage_months: "Yang berusia 17 tahun", "Who turns 17";
        coverage_months_lead: "Perekaman boleh mulai usia 16 tahun; kartunya dicetak pada hari ulang tahun ke-17.", "Recording is allowed from 16; the card is printed on the 17th birthday.";
        coverage_month: "Bulan", "Month";
        coverage_turning: "Berusia 17", "Turn 17";
        coverage_already: "Sudah direkam", "Recorded already";
        coverage_recordable: "Dapat direkam sekarang", "Can be recorded now";
        coverage_later_months: "Bulan-bulan berikutnya", "The months after that";

        list_title(village: &str): "Daftar belum rekam: {village}", "Not recorded: {village}";
        list_link: "Daftar menurut nama dan alamat", "List by name and address";
        list_lead(n: i64, date: jiff::civil::Date): "{n} orang per {date}, urut RW, RT dan alamat.", "{n} person as of {date}, by RW, RT and address." | "{n} people as of {date}, by RW, RT and address.";
        list_secret: "Data pribadi. Serahkan hanya kepada petugas desa atau tim yang berkunjung, dan musnahkan setelah dipakai (UU 24/2013 pasal 95A).", "Personal data. Hand it only to village staff or the visiting team, and destroy it after use (Law 24/2013, article 95A).";
        list_turning: "Sertakan yang berusia 17 tahun dalam", "Include who turns 17 within";
        list_turning_none: "hanya yang sudah wajib", "only who must have a card";
        list_turning_months(n: i64): "{n} bulan", "{n} month" | "{n} months";
        list_show: "Tampilkan", "Show";
        list_print: "Cetak daftar", "Print the list";
        list_excel: "Unduh sebagai Excel", "Download as Excel";
        list_empty: "Tidak ada yang belum rekam di sini", "Nobody here is unrecorded";
        list_empty_do: "Periksa desa lain di halaman kecamatan.", "See other villages on the page of the sub-district.";
        list_more: "Daftar dipotong; hanya 5.000 orang pertama ditampilkan.", "The list is cut; only the first 5,000 people are shown.";
        list_group(rw: &str, rt: &str): "RW {rw} / RT {rt}", "RW {rw} and RT {rt}";
        list_number: "No.", "Nr.";
        list_sex_male: "L", "M";
        list_sex_female: "P", "F";
        list_sex: "L/P", "M/F";
        list_birth: "Lahir", "Born";
        list_from(date: jiff::civil::Date): "17 tahun pada {date}", "17 on {date}";
        list_stay: "Keberadaan", "Whereabouts";
        list_stay_line(stay: &str, date: jiff::civil::Date): "{stay} ({date})", "{stay} ({date})";
        list_found: "Hasil kunjungan", "Result of the visit";
        list_open_case: "ada permohonan", "has a request";

        stay_heading: "Keberadaan", "Whereabouts";
        stay_none: "Belum ada keterangan di mana orang ini berada.", "Nobody has said where this person is.";
        stay_said(source: &str, date: jiff::civil::Date): "Kata {source}, {date}", "Said by {source}, {date}";
        stay_act: "Catat keberadaan", "Note the whereabouts";
        stay_where: "Di mana orang ini sekarang?", "Where is this person now?";
        stay_source: "Menurut siapa?", "Who says so?";
        stay_source_hint: "Misalnya: kepala dusun, keluarga, ketua RT.", "For example: the hamlet's head, family, head of the RT.";
        stay_on: "Pada tanggal", "On the day";
    }
}

mod codes {
    crate::lang::code_tables! {
        /// Where somebody is.
        stay_of {
            "here": "Di rumah atau di sekitar", "At home or near it";
            "abroad": "Di luar negeri", "Abroad";
            "elsewhere": "Di daerah lain", "Elsewhere in the country";
            "at_school": "Di sekolah atau pesantren", "At a school or boarding school";
            "moved": "Pindah, belum tercatat", "Moved, not registered yet";
            "died": "Meninggal, belum tercatat", "Died, not registered yet";
            "unknown": "Tidak diketahui", "Not known";
        }
        /// An age group.
        age_band {
            "under_17": "Di bawah 17, kawin atau pernah kawin", "Under 17, married or ever married";
            "at_17": "17 tahun (pemula)", "17 (first-time holders)";
            "18_24": "18–24 tahun", "18–24 years";
            "25_39": "25–39 tahun", "25–39 years";
            "40_59": "40–59 tahun", "40–59 years";
            "60_up": "60 tahun ke atas", "60 years and older";
        }
    }
}
