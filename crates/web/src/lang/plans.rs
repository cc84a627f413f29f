//! Texts of the plans from the office's records.

#[cfg(test)]
pub(super) use codes::TEXTS as CODES;
#[cfg(test)]
pub(super) use words::TEXTS as WORDS;

mod words {
    crate::lang::texts! {
        plans_title: "Rencana", "Plans";
        plans_home: "Rencana minggu-minggu ke depan", "Plans of the weeks to come";
        plans_lead: "Jawaban dari catatan kantor hari ini. Buka satu rencana untuk mengubah angkanya; tidak ada data yang berubah.", "Answers from the office's records of today. Open a plan to change its numbers; no data is changed.";
        plans_back: "Semua rencana", "All plans";
        plans_open: "Buka dan ubah angka", "Open and change numbers";
        plans_ask: "Isi angkanya", "Fill the number in";
        plans_needs(label: &str): "Belum dapat dihitung. Isi dahulu: {label}.", "It cannot be worked out yet. Fill in first: {label}.";
        plan_answer: "Jawaban", "Answer";
        plan_binds(stage: &str): "Yang membatasi: {stage}.", "What binds: {stage}.";
        plan_binds_cost(costs: &str): "Tanpa batas itu {costs} orang lebih banyak sampai hari terakhir.", "Without that limit it would be {costs} people more by the last day.";
        plan_binds_none: "Tidak satu tahap pun membatasi sendirian.", "No single stage binds.";
        plan_chance(share: &str): "Peluang tercapai {share}, bila laju tetap seperti ini.", "The chance that it is reached is {share}, if the rates stay as they are.";
        plan_target_yes(people: &str, on: jiff::civil::Date): "Tercapai: {people} orang selesai pada {on}.", "It can be reached: {people} people are done on {on}.";
        plan_target_no(reached: &str, wanted: &str, until: jiff::civil::Date): "Tidak tercapai sampai {until}: {reached} dari {wanted} orang.", "It cannot be reached by {until}: {reached} of {wanted} people.";
        plan_catch_up_yes(on: jiff::civil::Date): "Antrean cetak habis pada {on}.", "The print queue is gone on {on}.";
        plan_catch_up_no(missing: &str, until: jiff::civil::Date): "Antrean cetak belum habis pada {until}: {missing} kartu masih menunggu.", "The print queue is not gone by {until}: {missing} cards still wait.";
        plan_hand_over_yes(on: jiff::civil::Date): "Semua kartu yang menunggu sudah diserahkan pada {on}.", "All cards that wait are handed over on {on}.";
        plan_hand_over_no(missing: &str, until: jiff::civil::Date): "Kartu yang menunggu belum semua diserahkan pada {until}: {missing} masih menunggu.", "The cards that wait are not all handed over by {until}: {missing} still wait.";
        plan_blanks_yes(until: jiff::civil::Date): "Blangko cukup sampai {until}.", "The blanks last until {until}.";
        plan_blanks_no(missing: &str): "Blangko tidak cukup: kurang {missing} keping.", "The blanks do not last: {missing} pieces are missing.";
        plan_blanks_gone(on: jiff::civil::Date): "Diperkirakan habis sekitar {on}.", "They are expected to be gone around {on}.";
        plan_queue_yes(counters: &str, share: &str): "{counters} loket cukup agar paling banyak {share} orang menunggu.", "{counters} counters are enough for {share} of people at most to wait.";
        plan_queue_no(missing: &str, needed: &str, share: &str): "Kurang {missing} loket: perlu {needed} agar paling banyak {share} orang menunggu.", "{missing} counters are missing: it takes {needed} for {share} of people at most to wait.";
        plan_queue_yes_each(counters: &str, share: &str): "{counters} loket di tiap tempat cukup agar paling banyak {share} orang menunggu.", "{counters} counters at each place are enough for {share} of people at most to wait.";
        plan_queue_no_each(missing: &str, needed: &str, share: &str): "Kurang {missing} loket di tiap tempat: perlu {needed} agar paling banyak {share} orang menunggu.", "{missing} counters are missing at each place: it takes {needed} for {share} of people at most to wait.";
        plan_ladder(due: &str, lying: &str): "{due} dari {lying} kartu jatuh tempo dikirim hari ini.", "{due} of {lying} cards are due to be sent on today.";
        plan_ladder_more(steps: &str): "{steps} langkah jatuh tempo sampai hari terakhir.", "{steps} steps fall due until the last day.";
        plan_ladder_stuck(waiting: &str): "Penyerahan tidak mengejar: sampai {waiting} kartu menumpuk.", "Handing on does not keep up: up to {waiting} cards pile up.";
        plan_on(on: jiff::civil::Date): "Dengan laju ini: {on}.", "At this pace: {on}.";
        plan_all_recorded: "Semua wajib KTP di data penduduk sudah merekam.", "Everybody in the register who must have a card is recorded.";
        plan_grows_again(until: jiff::civil::Date): "Sesudah itu antrean bertambah lagi sebelum {until}: yang membatasi tidak cukup untuk permohonan yang masuk.", "After that the queue grows again before {until}: what binds does not suffice for the requests that come in.";
        plan_never: "Dengan laju ini tidak pernah.", "At this pace never.";
        plan_overloaded: "Yang datang lebih banyak daripada yang dapat dilayani, sehingga antrean bertambah terus. Tambah loket atau percepat layanan.", "More come than can be served, so that the queue grows on and on. Open more counters or serve faster.";
        plan_wrong(label: &str): "{label}: isi angka yang benar.", "{label}: give a correct number.";
        plan_wrong_day(label: &str): "{label}: isi tanggal yang benar.", "{label}: give a correct day.";
        plan_wrong_word(label: &str): "{label}: pilih salah satu.", "{label}: choose one of them.";
        plan_between(label: &str, least: &str, most: &str): "{label}: antara {least} dan {most}.", "{label}: between {least} and {most}.";
        plan_above_nothing(label: &str, most: &str): "{label}: lebih dari 0, paling banyak {most}.", "{label}: more than 0, at most {most}.";
        plan_past(until: jiff::civil::Date, from: jiff::civil::Date): "Hari terakhir {until} sudah lewat pada {from}. Pilih hari sesudahnya.", "The last day, {until}, lies before {from}. Choose a later one.";
        plan_not_after(label: &str, until: jiff::civil::Date): "{label}: tidak boleh sesudah {until}.", "{label}: not after {until}.";
        plan_form_heading: "Yang dapat Anda atur", "What you can decide";
        plan_numbers_heading: "Angka dasar", "The numbers beneath";
        plan_form_lead: "Ubah angka, lalu hitung lagi. Alamat halaman ini menyimpan rencana Anda.", "Change numbers and work it out again. The address of this page keeps your plan.";
        plan_count_again: "Hitung lagi", "Work it out again";
        plan_as_recorded: "Kembali ke catatan", "Back to the records";
        plan_changed: "diubah", "changed";
        plan_levers_heading: "Nilai satu lagi dari tiap hal", "What one more of each is worth";
        plan_lever_word: "Satu lagi", "One more";
        plan_worth_people: "Orang lebih banyak", "People more";
        plan_worth_cards: "Kartu lebih banyak", "Cards more";
        plan_worth_fewer: "Kartu menumpuk lebih sedikit", "Fewer cards pile up";
        plan_worth_minutes: "Menit tunggu lebih sedikit", "Minutes of waiting less";
        plan_lever_on: "Selesai", "Done on";
        plan_what_if_heading: "Bagaimana bila", "What if";
        plan_what_if_word: "Bila", "If";
        plan_facts_heading: "Rincian", "Details";
        plan_schedule: "Tabel menurut hari", "Table by day";
        plan_rows: "Tabel menurut jumlah loket", "Table by number of counters";
        plan_day: "Hari", "Day";
        plan_done_today: "Hari itu", "On the day";
        plan_total: "Jumlah", "In all";
        plan_waiting: "Menunggu", "Waiting";
        plan_step: "Langkah", "Step";
        plan_cards: "Kartu", "Cards";
        plan_counters: "Loket", "Counters";
        plan_busy: "Sibuk", "Busy";
        plan_share_waiting: "Menunggu", "Wait";
        plan_mean_wait: "Rata-rata, menit", "Mean, minutes";
        plan_share_longer: "Tunggu lama", "Wait long";
        plan_chart_target: "Orang yang tercapai", "People reached";
        plan_chart_target_desc(reached: &str, wanted: &str, until: jiff::civil::Date): "Garis naik sampai {reached} orang pada {until}; garis putus-putus adalah sasaran {wanted}.", "The line climbs to {reached} people on {until}; the broken line is the target of {wanted}.";
        plan_chart_wanted: "Sasaran", "The target";
        plan_chart_catch_up: "Kartu yang menunggu", "Cards that wait";
        plan_chart_catch_up_desc(first: &str, last: &str, until: jiff::civil::Date): "Dari {first} kartu hari ini menjadi {last} pada {until}; garis lain menunjukkan pilihan di bawah.", "From {first} cards today to {last} on {until}; the other lines are the choices below.";
        plan_chart_now: "Laju sekarang", "Today's pace";
        plan_chart_queue: "Bagian orang yang menunggu, menurut jumlah loket", "Share of people that wait, by number of counters";
        plan_chart_queue_desc(counters: &str, share: &str, promise: &str): "Dengan {counters} loket {share} menunggu; garis putus-putus adalah janji {promise}.", "With {counters} counters {share} wait; the broken line is the promise of {promise}.";
        plan_chart_promise: "Janji", "The promise";
        plan_chart_ladder: "Langkah yang jatuh tempo, menurut minggu", "Steps that fall due, by week";
        plan_chart_ladder_desc(notices: &str, climbs: &str): "{notices} pemberitahuan dan {climbs} kartu untuk dikirim.", "{notices} notices and {climbs} cards to be sent on.";
        plan_chart_notices: "Pemberitahuan", "Notices";
        plan_chart_climbs: "Dikirim ke desa atau kecamatan", "Sent to villages or sub-districts";
        plan_chart_top(amount: &str): "Tepi atas: {amount}", "Upper edge: {amount}";
        plan_fact_expected: "Tercapai sampai hari terakhir", "Reached by the last day";
        plan_fact_reachable: "Dapat dan mau datang, menurut keberadaan", "Could come, by whereabouts";
        plan_fact_come: "Datang ke alat pada laju sekarang", "Come to the stations at today's pace";
        plan_fact_stations: "Alat rekam yang diperlukan", "Stations needed";
        plan_fact_coverage: "Cakupan sekarang dan kemudian", "Coverage now and then";
        plan_fact_unknown: "Keberadaan belum diketahui", "Whereabouts unknown";
        plan_fact_backlog: "Menunggu hari ini", "Waiting today";
        plan_fact_inflow: "Masuk sehari kerja", "Come in on a working day";
        plan_fact_capacity: "Dapat dicetak sehari kerja", "Can be printed on a working day";
        plan_fact_service_days: "Hari layanan sampai selesai", "Days of service until done";
        plan_fact_a_day: "Sehari agar cukup sampai akhir", "A day, to last until the end";
        plan_fact_wanted: "Diminta sampai akhir", "Asked for until the end";
        plan_fact_reorder: "Batas pesan", "Reorder point";
        plan_fact_closes(class: &str): "Tidak lagi dicetak: {class}", "No longer printed: {class}";
        plan_fact_arrivals: "Datang sejam ke satu tempat", "Come in an hour to one place";
        plan_fact_needed: "Loket yang diperlukan", "Counters needed";
        plan_fact_needed_each: "Loket yang diperlukan di tiap tempat", "Counters needed at each place";
        plan_fact_wait: "Tunggu rata-rata, menit", "Mean wait, minutes";
        plan_fact_split: "Loket di semua tempat, antrean terpisah", "Counters at all places, each with its queue";
        plan_fact_pooled: "Loket bila satu antrean untuk semua tempat", "Counters in one queue for all places";
        plan_fact_oldest: "Kartu tertua, hari", "Oldest card, days";
        plan_fact_still(days: i64): "Masih di kantor setelah {days} hari", "Still in the office after {days} day" | "Still in the office after {days} days";
        plan_fact_weekly: "Jatuh tempo seminggu", "Due a week";
        plan_now_then(now: &str, then: &str): "{now} menjadi {then}", "{now} to {then}";
        plan_rung_label(step: &str, words: &str, number: i64): "Langkah {number}, {step}: {words}", "Step {number}, {step}: {words}";
        plan_unknown(people: &str): "Keberadaan {people} orang belum diketahui. Catat siapa yang di luar negeri, pindah, atau meninggal.", "Nobody knows where {people} people are. Note who is abroad, has moved or has died.";
        plan_levers_none: "Tidak satu pun menambah hasil selama batas di atas tetap.", "None adds anything while the limit above stays.";
        plan_shortage_link: "Halaman kekurangan blangko", "The page of the shortage";
        plan_ladder_link: "Daftar yang jatuh tempo", "The list of what is due";
        plan_coverage_link: "Halaman wajib KTP", "The page of who must have a card";
    }
}

mod codes {
    crate::lang::code_tables! {
        /// What a kind of plan is called.
        plan_kind {
            "target": "Sasaran perekaman", "Recording target";
            "catch_up": "Mengejar antrean cetak", "Clearing the print queue";
            "blanks": "Blangko sampai kiriman", "Blanks until the delivery";
            "queue": "Antrean di loket", "Queue at the counters";
            "ladder": "Kartu belum diambil", "Uncollected cards";
        }
        /// What it answers.
        plan_question {
            "target": "Berapa yang dapat direkam sampai suatu hari, dan apa yang membatasi?", "How many can be recorded by a day, and what binds?";
            "catch_up": "Kapan yang siap cetak habis tercetak, dan apa yang mempercepat?", "When is everything printed that is ready, and what makes it faster?";
            "blanks": "Sampai kapan blangko cukup, dan untuk siapa?", "Until when do the blanks last, and for whom?";
            "queue": "Berapa lama orang menunggu, dan berapa loket dibuka?", "How long do people wait, and how many counters to open?";
            "ladder": "Kartu mana yang jatuh tempo diberitahukan atau dikirim?", "Which cards are due to be told about or sent on?";
        }
        /// Where a number comes from.
        plan_basis {
            "measured": "tercatat", "on record";
            "rule": "aturan", "rule";
            "assumption": "anggapan", "assumption";
        }
        /// A stage that binds.
        plan_stage {
            "reach": "orang yang dapat dan mau datang", "people who can and will come";
            "stations": "alat perekaman atau loket", "recording stations or counters";
            "centre": "pemeriksaan di pusat", "the central check";
            "blanks": "blangko", "blanks";
            "printers": "pencetak", "printers";
            "handover": "penyerahan kartu", "handing cards over";
        }
        /// What could be changed by one.
        plan_lever {
            "station": "alat rekam", "recording station";
            "team": "tim jemput bola tiap hari", "outreach team every day";
            "availability_point": "persen waktu alat bekerja", "per cent of the time that stations work";
            "overtime_hour": "jam lembur tiap hari kerja", "hour of overtime on every working day";
            "saturdays": "hari buka: semua Sabtu", "opening day: every Saturday";
            "sundays": "hari buka: semua Minggu", "opening day: every Sunday";
            "turnout": "orang datang ke tiap tempat sehari", "person that comes to each place a day";
            "centre": "rekaman sehari di pusat", "record a day at the centre";
            "blank": "blangko", "blank";
            "printer": "pencetak", "printer";
            "handover": "kartu diserahkan sehari", "card handed over a day";
            "day": "hari", "day";
            "delivery_day_earlier": "hari kerja lebih awal untuk kiriman blangko", "working day earlier for the delivery of blanks";
            "early_day": "hari lebih awal untuk yang jatuh tempo", "day earlier for what falls due";
            "counter": "loket", "counter";
        }
        /// What a head would try next.
        plan_what_if {
            "weekends": "Sabtu dan Minggu buka seperti hari kerja", "open on Saturdays and Sundays as on weekdays";
            "team": "satu tim jemput bola lagi tiap hari", "one outreach team more every day";
            "station": "satu alat rekam lagi", "one recording station more";
            "overtime": "lembur dua jam tiap hari kerja", "two hours of overtime on every working day";
            "saturdays": "Sabtu buka seperti hari kerja", "open on Saturdays as on weekdays";
            "printer": "satu pencetak lagi", "one printer more";
            "counter": "satu loket lagi", "one counter more";
        }
        /// A word that an input may be.
        plan_choice {
            "recorded": "terekam", "recorded";
            "printed": "tercetak", "printed";
            "handed_over": "diserahkan", "handed over";
            "first_come": "urutan golongan, tidak ada yang disisihkan", "in the order of classes, nothing is kept back";
            "reserve_mean": "sisihkan rata-rata golongan di atasnya", "keep the mean of higher classes back";
            "emsr_b": "sisihkan menurut nilai (EMSR-b)", "keep back by value (EMSR-b)";
            "certain_90": "sisihkan agar 90 % pasti", "keep back to be 90 % sure";
        }
        /// An input by its key.
        plan_key {
            "until": "Hari terakhir", "Last day";
            "goal": "Sampai tahap", "Up to the stage";
            "people": "Wajib KTP belum rekam", "Must have a card, not recorded";
            "whereabouts.here": "Di antaranya di rumah", "Of these at home";
            "whereabouts.abroad": "Di luar negeri", "Abroad";
            "whereabouts.elsewhere": "Di daerah lain", "Elsewhere in the country";
            "whereabouts.at_school": "Di sekolah", "At a school";
            "whereabouts.moved": "Pindah", "Moved away";
            "whereabouts.died": "Meninggal", "Died";
            "unknown_come": "Bagian yang dapat datang, dari yang belum diketahui (0 sampai 1)", "Share that can come, of those unknown (0 to 1)";
            "site.stations": "Alat rekam", "Recording stations";
            "site.turnout_a_day": "Orang datang untuk rekam sehari", "People that come to be recorded a day";
            "teams.count": "Tim jemput bola tiap hari", "Outreach teams every day";
            "teams.people_a_day": "Orang sehari tiap tim", "People a day of each team";
            "minutes_per_person": "Menit tiap orang", "Minutes a person";
            "availability": "Bagian jam buka saat alat bekerja (0 sampai 1)", "Share of the opening hours that stations work (0 to 1)";
            "hours.weekday": "Jam buka hari kerja", "Hours open on weekdays";
            "hours.saturday": "Jam buka Sabtu", "Hours open on Saturdays";
            "hours.sunday": "Jam buka Minggu", "Hours open on Sundays";
            "recorded": "Wajib KTP sudah rekam", "Must have a card, recorded";
            "waiting_print": "Antrean cetak", "Print queue";
            "waiting_handover": "Tercetak, belum diambil", "Printed, not collected";
            "handover_a_day": "Kartu diserahkan sehari", "Cards handed over a day";
            "blanks.stock": "Blangko", "Blanks";
            "blanks.delivery.on": "Kiriman blangko pada", "Delivery of blanks on";
            "blanks.delivery.pieces": "Keping dalam kiriman", "Pieces of the delivery";
            "printers.count": "Pencetak", "Printers";
            "printers.rate": "Kartu sejam tiap pencetak", "Cards an hour of each printer";
            "printers.heat_a_day": "Batas panas: kartu sehari tiap pencetak", "Heat limit: cards a day of each printer";
            "inflow_a_day": "Permohonan masuk sehari kerja", "Requests on a working day";
            "exception.overtime_hours": "Jam lembur tiap hari kerja", "Hours of overtime on working days";
            "stock": "Blangko", "Blanks";
            "policy": "Cara membagi blangko", "How blanks are shared out";
            "class.a_day": "Permohonan sehari kerja", "Requests on a working day";
            "class.weight": "Nilai sebuah kartu", "What a card is worth";
            "lead_time.mean_days": "Hari kerja dari permintaan sampai kiriman", "Working days from request to delivery";
            "lead_time.sd_days": "Simpangan baku hari itu", "Standard deviation of these days";
            "service": "Peluang stok cukup sampai kiriman (0 sampai 1)", "Chance that the stock lasts until the delivery (0 to 1)";
            "arrivals_an_hour": "Orang datang sejam", "People that come in an hour";
            "sites": "Tempat pelayanan", "Places of service";
            "variation": "Sebaran lama layanan (1: biasa)", "Spread of service times (1: usual)";
            "counters": "Loket buka di tiap tempat", "Counters open at each place";
            "promise.share": "Janji: bagian yang menunggu paling banyak (0 sampai 1)", "Promise: the share that waits at most (0 to 1)";
            "longer_than_minutes": "Tunggu lama: lebih dari menit", "A long wait: more than minutes";
            "lying": "Kartu di kantor", "Cards in the office";
            "printed_from": "Cetakan tertua", "Oldest print";
            "printed_to": "Cetakan terbaru", "Latest print";
            "rung.after_days": "hari setelah cetak", "days after printing";
            "rung.after_months": "bulan setelah cetak", "months after printing";
            "villages": "Desa dan kelurahan", "Villages";
            "curve.shape": "Bentuk kurva pengambilan", "Shape of the curve of collecting";
            "curve.scale_days": "Skala kurva, hari", "Scale of the curve, days";
        }
        /// A step of the ladder.
        plan_rung {
            "notice": "pemberitahuan", "notice";
            "to_village": "ke desa", "to the village";
            "to_subdistrict": "ke kecamatan", "to the sub-district";
        }
    }
}
