//! Texts of how long cards lie.

crate::lang::texts! {
    lying_title: "Berapa lama kartu belum diambil", "How long cards lie";
    lying_tab: "Lama tersimpan", "How long cards lie";
    lying_lead(from: jiff::civil::Date): "Dihitung dari kartu yang dicetak sejak {from}, sampai ada di tangan pemegangnya; yang masih tersimpan ikut dihitung.", "Counted from cards printed since {from} until they are in their holders' hands; those that still lie count as well.";
    lying_empty: "Belum ada kartu yang dicetak dalam setahun ini", "No card was printed within a year";
    lying_empty_do: "Halaman ini terisi sendiri setelah hasil cetak dan pengambilan dicatat.", "This page fills by itself once prints and pick-ups are recorded.";
    lying_printed: "Dicetak", "Printed";
    lying_uncollected: "Belum diambil", "Not collected";
    lying_half: "Separuh sudah diambil", "Half are collected";
    lying_half_after(days: &str): "dalam {days}", "within {days}";
    lying_half_never: "belum pernah", "not yet";
    lying_left: "Sisa dalam 30 hari", "Left in 30 days";
    lying_left_note: "Bila tidak ada yang dikerjakan selain yang biasa.", "If nothing is done but what is usual.";
    lying_chart: "Bagian kartu yang belum diambil menurut umur", "Share of cards not collected, by age";
    lying_chart_desc(last: i64, share: &str): "Dari seluruh kartu pada hari pencetakan menjadi {share} pada hari ke-{last}.", "From all cards on the day of printing to {share} on day {last}.";
    lying_top: "Tepi atas: semua kartu", "Upper edge: all cards";
    lying_axis(days: i64): "Hari ke-{days}", "Day {days}";
    lying_all: "Semua kartu", "All cards";
    lying_band: "Kisaran 95 persen", "Range of 95 per cent";
    lying_without: "Belum dikirimi pesan", "Without a notice";
    lying_with: "Sudah dikirimi pesan", "After a notice";
    lying_caution: "Kedua garis membandingkan, bukan membuktikan: yang dikirimi pesan biasanya yang sudah lama tersimpan.", "The two lines compare and prove nothing: who gets a notice has usually waited long already.";
    lying_table: "Angka di balik gambar", "The figures behind the picture";
    lying_age: "Umur, hari", "Age, days";
    lying_balance: "Apakah hitungannya cocok?", "Does the count agree?";
    lying_balance_says(daily: &str, mean: &str, implied: i64, counted: i64): "Dicetak {daily} kartu sehari dan rata-rata {mean} hari sampai diambil: menurut hukum Little seharusnya {implied} kartu belum diambil. Tercatat {counted}.", "{daily} cards are printed a day and lie {mean} days in the mean: by Little's law {implied} should lie. Recorded are {counted}.";
    lying_balance_more: "Kartu menumpuk lebih cepat daripada biasanya, atau ada pengambilan yang tidak dicatat. Hitung isi raknya.", "Cards pile up faster than they used to, or pick-ups were not recorded. Count what lies on the shelves.";
    lying_balance_fewer: "Kartu yang tersimpan lebih sedikit daripada biasanya. Bila bukan karena baru dibagikan, hitung isi raknya.", "Fewer cards lie than usual. If they were not handed out just now, count what lies on the shelves.";
    lying_balance_good: "Keduanya cocok.", "The two agree.";
    lying_reasons: "Mengapa kartu kembali", "Why cards came back";
    lying_reason: "Sebab", "Reason";
    lying_cards: "Kartu", "Cards";
    lying_reasons_none: "Belum ada kartu yang kembali dari desa atau kecamatan.", "No card came back from a village or sub-district.";
}
