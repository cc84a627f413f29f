//! Texts of the signs of brokers.

super::texts! {
    signals_title: "Isyarat calo", "Signs of brokers";
    signals_lead: "Hal-hal dari 30 hari terakhir yang layak ditanyakan. Tidak satu pun membuktikan kesalahan, dan tidak ada yang terjadi dengan sendirinya: tanyakan kepada orangnya lebih dulu.", "Things of the last 30 days that are worth a question. None proves a wrong, and nothing follows from them by itself: ask the people first.";
    signals_none: "Tidak ada.", "None.";
    signals_cases: "Permohonan", "Requests";
    signals_families: "Keluarga", "Families";
    signals_phones: "Satu nomor HP, banyak keluarga", "One mobile number, many families";
    signals_phones_means: "Nomor yang sama dipakai orang dari beberapa kartu keluarga dengan permohonan terbuka. Bisa jadi calo; bisa juga kepala dusun, guru, atau anak yang membantu tetangganya.", "People of several family cards with open requests gave the same number. It may be a broker; it may as well be the head of a hamlet, a teacher, or a child who helps the neighbours.";
    signals_phone: "Nomor HP", "Mobile number";
    signals_proxies: "Satu wakil, banyak keluarga", "One proxy, many families";
    signals_proxies_means: "Orang yang sama mengambil kartu untuk beberapa keluarga. Bisa jadi dibayar; bisa juga perangkat desa yang diutus.", "The same person fetched cards for several families. It may be paid; it may as well be somebody sent by the village.";
    signals_proxy: "Wakil", "Proxy";
    signals_fetched: "Kartu diambil", "Cards fetched";
    signals_runs: "Pencetakan di luar urutan", "Prints out of order";
    signals_runs_means: "Daftar cetak yang mendahului golongan lebih tinggi, dengan alasan yang ditulis saat dilepas. Alasan yang sama berulang-ulang layak ditanyakan; alasan sendiri bukan kesalahan.", "Runs that passed over a higher class, with the reason that was given on release. The same reason again and again is worth a question; a reason by itself is no wrong.";
    signals_run: "Daftar cetak", "Run";
    signals_lookers: "Melihat orang tanpa permohonan", "Looks at people without a request";
    signals_lookers_means: "Petugas yang sering membuka data orang yang tidak punya permohonan terbuka. Bisa jadi mencari data untuk orang luar; bisa juga menjawab pertanyaan di loket atau telepon.", "Officers who often open people without an open request. It may be a search for somebody outside; it may as well be answers at the counter or on the telephone.";
    signals_looker: "Petugas", "Officer";
    signals_looks: "Penglihatan", "Looks";
    signals_outside: "Tanpa permohonan", "Without a request";
    signals_neighbours: "NIK berurutan", "NIKs in a row";
    signals_neighbours_means: "Permohonan dari orang dengan NIK berurutan: satu wilayah, satu tanggal lahir. Bisa jadi didaftarkan borongan; bisa juga teman sekelas, anak kembar, atau pencatatan massal.", "Requests of people whose NIKs follow one another: one area, one day of birth. They may have been registered in bulk by somebody; they may as well be classmates, twins, or a mass registration.";
    signals_neighbours_line(people: i64): "{people} orang dengan NIK berurutan", "{people} person with NIKs in a row" | "{people} people with NIKs in a row";
}
