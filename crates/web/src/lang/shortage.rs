//! Texts of the shortage, of who waits, of temporary letters and of the public's notice.

super::texts! {
    shortage_title: "Kekurangan blangko", "Shortage of blanks";
    shortage_lasts(until: jiff::civil::Date): "Blangko cukup sampai {until}.", "The blanks last until {until}.";
    shortage_lasts_delivery: "Blangko cukup sampai kiriman berikutnya.", "The blanks last until the next delivery.";
    shortage_lasts_view: "Blangko cukup sepanjang hari kerja yang dihitung.", "The blanks last for all working days that are looked at.";
    shortage_gone: "Blangko habis.", "There are no blanks left.";
    shortage_first(class: i64, on: jiff::civil::Date): "Golongan {class} berhenti lebih dulu pada {on}.", "Class {class} stops first, on {on}.";
    shortage_first_today(class: i64): "Golongan {class} sudah berhenti.", "Class {class} has stopped already.";
    shortage_unknown: "Belum ada permintaan kartu, jadi belum dapat diperkirakan.", "No cards were asked for yet, so that nothing can be foreseen.";
    shortage_unknown_do: "Perkiraan muncul setelah permohonan mulai dibuka.", "The forecast appears once requests are opened.";
    shortage_stock(n: i64): "Persediaan sekarang {n} keping.", "There are {n} blanks now.";
    shortage_area(n: i64): "Ditambah {n} keping khusus perubahan wilayah.", "And {n} for changes of areas only.";
    shortage_range(early: &str, late: &str): "Paling cepat {early}, paling lambat {late} (peluang 10 dan 90 persen).", "At the earliest {early}, at the latest {late} (chances of 10 and 90 per cent).";
    shortage_never: "tidak sebelum kiriman berikutnya", "not before the next delivery";
    shortage_days(n: i64): "{n} hari kerja sampai kiriman berikutnya atau akhir perkiraan", "{n} working days until the next delivery or the end of the forecast";

    alarm_heading: "Kapan meminta", "When to ask";
    alarm_rings(on: jiff::civil::Date): "Waktu meminta: {on}. Pada hari itu persediaan mencapai batas pesan.", "Ask on {on}. The stock reaches the reorder point on that day.";
    alarm_overdue(on: jiff::civil::Date): "Seharusnya sudah diminta pada {on}. Kirim surat hari ini.", "It should have been asked for on {on}. Send the letter today.";
    alarm_overdue_long: "Seharusnya sudah lama diminta. Kirim surat hari ini.", "It should have been asked for long ago. Send the letter today.";
    alarm_silent: "Belum perlu meminta sebelum kiriman berikutnya.", "There is no need to ask before the next delivery.";
    ask_amount(asked: i64, expected: i64): "Minta {asked} keping; menurut pengalaman datang {expected}.", "Ask for {asked}; by experience {expected} will come.";
    ask_nothing: "Persediaan cukup untuk sebulan setelah kiriman; tidak perlu meminta.", "The stock is enough for a month after the delivery; there is no need to ask.";
    ask_reorder(n: i64): "Batas pesan {n} keping: cukup sampai kiriman tiba dengan peluang 95 persen.", "Reorder point {n}: enough until the delivery comes with a chance of 95 per cent.";
    ask_lead(days: &str): "Dari surat sampai tiba {days} hari kerja", "From letter to arrival {days} working days";
    ask_sure_after(days: i64): "Sebelum kiriman yang pasti ({days} hari kerja lagi) tidak ada yang datang.", "Nothing comes before the sure delivery ({days} working days from now).";
    ask_fill(percent: &str): "Yang datang {percent} dari yang diminta", "{percent} of what is asked for comes";
    basis_records(n: i64): "diukur dari {n} kiriman", "measured on {n} delivery" | "measured on {n} deliveries";
    basis_assumed(n: i64): "anggapan; baru {n} kiriman tercatat", "assumed; only {n} on record";
    learnt_from(n: i64): "Permintaan harian dihitung dari {n} hari kerja terakhir.", "Daily demand is learnt from the last {n} working days.";

    chart_title: "Persediaan menurut tanggal", "Stock by date";
    chart_desc(from: i64, last: i64, on: jiff::civil::Date, reorder: i64): "Dari {from} keping hari ini menjadi {last} pada {on}; batas pesan {reorder}.", "From {from} today to {last} on {on}; reorder point {reorder}.";
    chart_median: "Perkiraan tengah", "Median";
    chart_band: "Kisaran 10 sampai 90 persen", "Range of 10 to 90 per cent";
    chart_reorder: "Batas pesan", "Reorder point";
    chart_closes: "Golongan berhenti", "A class stops";
    chart_table: "Angka di balik gambar", "The figures behind the picture";
    chart_top(n: i64): "Tepi atas: {n} keping", "Upper edge: {n} pieces";
    chart_day: "Tanggal", "Day";
    chart_early: "10 persen", "10 per cent";
    chart_late: "90 persen", "90 per cent";

    classes_heading: "Menurut golongan", "By class";
    class_word: "Golongan", "Class";
    class_daily: "Sehari rata-rata", "Mean a day";
    class_level: "Disimpan untuk golongan di atasnya", "Kept for higher classes";
    class_gate: "Hari ini", "Today";
    class_open: "Dilayani", "Served";
    class_closed(missing: i64): "Berhenti; kurang {missing} keping", "Stopped; {missing} blanks are missing";
    class_closes: "Berhenti pada", "Stops on";
    class_never: "tidak berhenti", "does not stop";
    policies_heading: "Tiga cara membagi", "Three ways of sharing out";
    policies_lead: "Dari yang meminta sampai kiriman berikutnya, berapa yang dilayani.", "Of those who ask until the next delivery, how many are served.";
    policy_now: "berlaku sekarang", "in use now";
    policy_part(served: i64, wanted: i64): "{served} dari {wanted}", "{served} of {wanted}";
    policy_word: "Cara membagi", "Way of sharing out";

    requests_heading: "Permintaan dan yang datang", "Requests and what came";
    requests_none: "Belum ada permintaan yang dicatat.", "No request was recorded yet.";
    requests_number: "Nomor surat", "Letter";
    requests_asked: "Diminta", "Asked for";
    requests_came: "Datang", "Came";
    overrides_heading: "Daftar penyimpangan urutan", "Runs out of order";
    overrides_none: "Tidak ada daftar cetak yang menyimpang dari urutan.", "No run left the order of the law.";
    outlook_heading: "Tetapkan pembagian dan kiriman berikutnya", "Set the way of sharing out and the next delivery";
    outlook_next: "Kiriman pasti berikutnya", "Next sure delivery";
    outlook_next_hint: "Kosongkan bila belum ada yang pasti.", "Leave empty when nothing is sure.";
    outlook_source: "Sumber", "Source";
    outlook_source_hint: "Misalnya surat atau telepon dari provinsi.", "For example a letter or call from the province.";
    outlook_said(next: jiff::civil::Date, source: &str): "Kiriman pasti berikutnya {next} ({source}).", "Next sure delivery {next} ({source}).";
    outlook_unsaid: "Belum ada kiriman yang pasti.", "No delivery is sure.";
    waiting_link: "Lihat siapa yang menunggu blangko", "See who waits for blanks";

    deferred_title: "Yang menunggu blangko", "Who waits for blanks";
    deferred_counts(total: i64, untold: i64): "{total} permohonan menunggu; {untold} belum diberi tahu.", "{total} requests wait; {untold} were not told.";
    deferred_lead: "Yang belum diberi tahu berdiri paling atas.", "Who was not told stands first.";
    deferred_empty: "Tidak ada permohonan yang menunggu blangko", "No request waits for blanks";
    deferred_empty_do: "Permohonan muncul di sini bila daftar cetak dilepas dan blangkonya tidak cukup.", "Requests appear here when a run is released and there are not enough blanks.";
    deferred_why: "Sebab", "Reason";
    deferred_until: "Ditinjau lagi", "Looked at again";
    deferred_told: "Diberi tahu", "Told";
    deferred_untold: "Belum diberi tahu", "Not told";
    deferred_tell(name: &str, how: &str): "{name} diberi tahu {how}", "{name} was told {how}";
    deferred_suket: "Beri suket", "Give a suket";
    deferred_suket_for(name: &str): "Beri suket untuk {name}", "Give a suket to {name}";
    deferred_suket_until(until: jiff::civil::Date): "Suket sampai {until}", "Suket until {until}";

    sukets_title: "Suket yang segera berakhir", "Temporary letters that end soon";
    sukets_lead: "Yang berakhir dalam 30 hari, yang paling dulu berakhir di atas.", "Those that end within 30 days, the earliest first.";
    sukets_empty: "Tidak ada suket yang berakhir dalam 30 hari", "No temporary letter ends within 30 days";
    sukets_empty_do: "Suket diberikan pada halaman yang menunggu blangko.", "Letters are given on the page of who waits for blanks.";
    suket_number: "Nomor suket", "Number";
    suket_until: "Berlaku sampai", "Holds until";
    suket_renew: "Perpanjang", "Renew";
    suket_letter: "Cetak surat", "Print the letter";
    suket_letter_for(name: &str): "Cetak suket {name}", "Print the suket of {name}";
    request_letter: "Surat permohonan blangko", "Letter that asks for blanks";
    suket_renew_for(name: &str): "Perpanjang suket {name}", "Renew the suket of {name}";
    suket_passed: "sudah berakhir", "has ended";
    suket_renewals(n: i64): "diperpanjang {n} kali", "renewed {n} time" | "renewed {n} times";

    public_title: "Persediaan blangko KTP-el hari ini", "Blank identity cards in stock today";
    public_stock(n: i64): "{n} keping", "{n} blanks";
    public_gone: "Blangko habis. Kartu dicetak lagi setelah kiriman tiba.", "There are no blanks. Cards are printed again when the delivery comes.";
    public_until(until: jiff::civil::Date): "Diperkirakan cukup sampai {until}.", "Expected to last until {until}.";
    public_enough: "Diperkirakan cukup sampai kiriman berikutnya.", "Expected to last until the next delivery.";
    public_next(on: jiff::civil::Date): "Kiriman berikutnya {on}.", "Next delivery {on}.";
    public_unknown: "Perkiraan belum tersedia.", "There is no forecast yet.";
    public_service: "Layanan", "Service";
    public_today: "Hari ini", "Today";
    public_printed: "Dicetak", "Printed";
    public_waits: "Menunggu blangko", "Waits for blanks";
    public_free: "Kartu tidak dipungut biaya. Tidak ada yang dapat mempercepat dengan membayar.", "Cards are free of charge. Nobody can speed them up by paying.";
    public_as_of(day: jiff::civil::Date): "Keadaan {day}.", "As of {day}.";
    public_no_stock_date: "Diperbarui otomatis dari buku blangko kantor.", "Renewed from the office's books by itself.";
}
