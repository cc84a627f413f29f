//! Texts of what lies at the centre and of repairs.
//! Source: what offices explain to their citizens, and the ministry's material on statuses (2015).

#[cfg(test)]
pub(super) use repairs::TEXTS as REPAIRS;
#[cfg(test)]
pub(super) use words::TEXTS as WORDS;

mod words {
    crate::lang::texts! {
        nav_centre: "Di pusat", "At the centre";
        centre_title: "Rekaman yang tertahan di pusat", "Records held up at the centre";
        centre_lead: "Umur dihitung dari hari status sekarang dimulai, bukan dari hari terakhir dilihat.", "The age counts from the day on which the present status began, not from the day it was last seen.";
        centre_empty: "Tidak ada rekaman yang tertahan", "No record is held up";
        centre_empty_do: "Rekaman muncul di sini begitu statusnya dicatat atau dimuat dan kartunya belum dapat dicetak.", "Records appear here once their status is noted or loaded and no card can be printed yet.";
        centre_status: "Status pusat", "Central status";
        centre_oldest: "Tertua", "Oldest";
        centre_repairs: "Sedang diperbaiki", "Under repair";
        centre_rule(watch: i64, late: i64, stuck: i64): "Pantau mulai {watch} hari, terlambat mulai {late}, macet mulai {stuck}.", "Watch from {watch} days, late from {late}, stuck from {stuck}.";
        centre_rule_source(source: &str): "Dasar: {source}", "Basis: {source}";
        centre_rule_none: "Belum ada batas umur untuk status ini.", "There are no age limits for this status yet.";
        centre_statuses: "Menurut status", "By status";
        centre_areas: "Menurut kecamatan", "By sub-district";
        centre_meanings: "Arti status dan yang harus dilakukan", "What each status means and what to do";
        centre_overdue(n: i64): "{n} perbaikan melewati tanggalnya: balasan belum datang atau orangnya belum direkam ulang.", "{n} repair is past its date: no answer came, or the person was not recorded again." | "{n} repairs are past their date: no answer came, or the person was not recorded again.";
        centre_printable: "Siap cetak tanpa permohonan", "Ready to print, nobody asked for the card";
        centre_printable_lead(n: i64): "{n} orang boleh menerima kartu, tetapi belum ada permohonannya.", "{n} person may have a card, but there is no request." | "{n} people may have a card, but there is no request.";
        centre_see_list: "Lihat daftarnya", "See the list";
        centre_list_title: "Daftar rekaman di pusat", "List of records at the centre";
        centre_list_total(n: i64): "{n} rekaman, yang tertua di atas", "{n} record, the oldest first" | "{n} records, the oldest first";
        centre_list_empty: "Tidak ada rekaman yang cocok", "No record fits";
        centre_list_empty_do: "Longgarkan pilihan di atas.", "Widen the choice above.";
        centre_since: "Sejak", "Since";
        centre_age: "Umur", "Age";
        centre_repair: "Perbaikan", "Repair";
        centre_all_statuses: "Semua status yang belum selesai", "All unfinished statuses";
        centre_all_areas: "Semua kecamatan", "All sub-districts";
        centre_all_ages: "Semua umur", "All ages";
        centre_filter: "Tampilkan", "Show";
        centre_back: "Kembali ke papan", "Back to the board";
        centre_due(date: jiff::civil::Date): "paling lambat {date}", "by {date}";
        centre_bar(total: i64, stuck: i64): "{total} rekaman, {stuck} macet", "{total} records, {stuck} stuck";

        repair_heading: "Perbaikan rekaman", "Repair of the record";
        repair_none: "Status ini perlu diperbaiki dan belum ada perbaikan yang berjalan.", "This status needs a repair and none is running.";
        repair_open: "Buka perbaikan", "Open a repair";
        repair_for: "Untuk status", "For the status";
        repair_since: "Tahap ini sejak", "This stage since";
        repair_letter: "Surat", "Letter";
        repair_letter_line(number: &str, date: jiff::civil::Date): "{number}, {date}", "{number}, {date}";
        repair_due: "Balasan diharapkan", "Answer expected by";
        repair_reply: "Balasan", "Answer";
        repair_reply_line(date: jiff::civil::Date, note: &str): "{date}: {note}", "{date}: {note}";
        repair_rerecord: "Rekam ulang pada", "To be recorded again on";
        repair_outcome_word: "Hasil", "Outcome";
        repair_solved_by_status: "Selesai menurut status pusat", "Solved, says the central status";
        repair_past: "lewat tanggal", "past its date";
        repair_letter_act: "Catat surat", "Note a letter";
        repair_letter_number: "Nomor surat", "Number of the letter";
        repair_letter_number_hint: "Surat ke Ditjen Dukcapil atau ke dinas lain. Surat baru menggantikan yang lama sebagai pengingat.", "A letter to the directorate general or another office. A new letter replaces the old one as a reminder.";
        repair_letter_on: "Tanggal surat", "Date of the letter";
        repair_letter_due: "Balasan diharapkan paling lambat", "Answer expected by";
        repair_reply_act: "Catat balasan", "Note the answer";
        repair_reply_on: "Tanggal balasan", "Date of the answer";
        repair_reply_note: "Isi balasan", "What it says";
        repair_reply_note_hint: "Misalnya: sudah dihapus, silakan rekam ulang. Jangan tulis NIK atau nama orang lain.", "For example: deleted, please record again. Write no NIK or name of other people.";
        repair_appoint_act: "Panggil rekam ulang", "Call in to be recorded again";
        repair_appoint_on: "Hari perekaman ulang", "Day of the new recording";
        repair_close_act: "Tutup perbaikan", "Close the repair";
        repair_close_lead: "Perbaikan tertutup sendiri begitu status pusat menyatakan rekaman berjalan lagi.", "A repair closes by itself once the central status says that the record goes on.";

        refusal_repair_none: "Orang ini tidak mempunyai perbaikan yang berjalan. Buka perbaikan dulu.", "This person has no running repair. Open one first.";
        refusal_repair_running: "Orang ini sudah mempunyai perbaikan yang berjalan. Lanjutkan yang itu.", "This person has a running repair already. Go on with that one.";
        refusal_repair_nothing(status: &str): "Status pusat sekarang \"{status}\"; tidak ada yang dapat diperbaiki di kantor ini. Catat dulu status terbaru.", "The central status is \"{status}\" now; there is nothing for this office to repair. Note the latest status first.";
        refusal_repair_stage(stage: &str, act: &str): "Perbaikan ini sekarang \"{stage}\", jadi {act} tidak dapat dilakukan. Muat ulang halaman.", "This repair is now \"{stage}\", so {act} is not possible. Reload the page.";
        refusal_repair_due(date: jiff::civil::Date): "Balasan tidak mungkin diharapkan sebelum tanggal surat, yaitu {date}. Periksa kedua tanggalnya.", "An answer cannot be expected before the date of the letter, {date}. Check both dates.";
        refusal_repair_reply(date: jiff::civil::Date): "Balasan tidak mungkin datang sebelum tanggal surat, yaitu {date}. Periksa tanggalnya.", "An answer cannot come before the date of the letter, {date}. Check the date.";
        refusal_repair_passed(date: jiff::civil::Date): "Hari itu sudah lewat; hari ini {date}. Pilih hari ini atau sesudahnya.", "That day has passed; today is {date}. Choose today or a later day.";
        refusal_no_area: "Wilayah ini tidak ada, atau di luar wilayah tugas Anda.", "There is no such area, or it lies beyond your posting.";
    }
}

mod repairs {
    crate::lang::code_tables! {
        /// How old a central status is.
        age_class {
            "fresh": "Wajar", "Usual";
            "watch": "Pantau", "Watch";
            "late": "Terlambat", "Late";
            "stuck": "Macet", "Stuck";
        }
        /// What the office does about a central status.
        central_todo {
            "BIO_CAPTURED": "Kirim dari stasiun rekam hari ini juga. Bila pengiriman gagal, periksa jaringan lalu kirim ulang.", "Send it from the recording station today. If sending fails, check the network and send it again.";
            "PROCESSING": "Tunggu. Bila lewat batas, hentikan dan ulangi pengemasan di server daerah.", "Wait. Beyond the limit, stop and repeat the packing on the regional server.";
            "SENT_FOR_ENROLLMENT": "Pantau. Bila macet, periksa apakah orang ini sudah pernah direkam di tempat lain: rekaman kedua dengan NIK yang sama tetap di status ini. Bila belum, kirim ulang.", "Watch it. When stuck, check whether this person was recorded elsewhere before: a second recording with the same NIK stays in this status. If not, send it again.";
            "RECEIVED_AT_CENTRAL": "Tunggu. Bila macet, tanyakan ke pusat dengan surat dan daftar.", "Wait. When stuck, ask the centre by letter with a list.";
            "SENT_FOR_DEDUP": "Tunggu. Bila macet, tanyakan ke pusat dengan surat dan daftar.", "Wait. When stuck, ask the centre by letter with a list.";
            "SEARCH_FAILURE_AT_CENTRAL": "Kirim ulang. Bila gagal lagi, buka perbaikan dan tanyakan ke pusat.", "Send it again. If it fails again, open a repair and ask the centre.";
            "ENROLL_FAILURE_AT_CENTRAL": "Usulkan hapus rekaman ke pusat, lalu rekam ulang. Lepas lensa kontak dan pastikan semua sidik jari terkirim.", "Ask the centre to delete the record, then record again. Have contact lenses taken out, and make sure that all fingerprints are sent.";
            "ENROLL_FAILURE_AT_REGIONAL": "Hapus rekaman, lalu rekam ulang atau kirim ulang. Lepas lensa kontak.", "Delete the record, then record or send it again. Have contact lenses taken out.";
            "ADJUDICATE_RECORD": "Periksa ulang sidik jari, usulkan hapus di pusat menurut NIK, lalu rekam ulang.", "Check the fingerprints again, ask the centre to delete by NIK, then record again.";
            "REQUEST_VALIDATION": "Bandingkan foto, jenis kelamin dan NIK dengan orangnya, perbaiki data yang salah, lalu sampaikan ke pusat.", "Compare photo, sex and NIK with the person, correct what is wrong, then tell the centre.";
            "DUPLICATE_RECORD": "Tanyakan NIK mana yang dipakai. Bila rekaman yang dipakai ada di daerah lain, selesaikan pindah datang dulu. Lalu usulkan hapus yang lain.", "Ask which NIK is used. If the record to keep is of another regency, do the move first. Then ask for the other one to be deleted.";
            "PRINT_READY_RECORD": "Beri tahu orangnya bahwa kartunya dapat diminta, atau buka permohonan bila ia datang.", "Tell the person that a card can be asked for, or open a request when they come.";
        }
        /// How far a repair is.
        repair_stage {
            "opened": "Dibuka", "Opened";
            "letter_sent": "Menunggu balasan surat", "Waiting for an answer";
            "replied": "Balasan sudah ada", "Answered";
            "rerecording": "Dipanggil rekam ulang", "Called in again";
            "closed": "Ditutup", "Closed";
        }
        /// How a repair ended.
        repair_outcome {
            "solved": "Rekaman berjalan lagi", "The record goes on";
            "gone": "Orangnya pindah atau meninggal", "The person moved away or died";
            "mistaken": "Dibuka karena keliru", "Opened by mistake";
        }
        /// What is next in a repair.
        repair_step {
            "send_letter": "Kirim surat ke pusat, atau panggil orangnya untuk direkam ulang", "Write to the centre, or call the person in to be recorded again";
            "await_reply": "Tunggu balasan surat", "Wait for the answer";
            "remind": "Balasan terlambat: kirim surat pengingat", "The answer is overdue: send a reminder";
            "act_on_reply": "Lakukan yang diminta balasan: rekam ulang, atau tutup", "Do what the answer asks for: record again, or close";
            "record": "Rekam ulang orangnya", "Record the person again";
            "call_again": "Orangnya tidak datang: panggil lagi", "The person did not come: call again";
            "nothing": "Tidak ada", "Nothing";
        }
        /// An act on a repair, in the middle of a sentence.
        repair_act {
            "open": "pembukaan", "opening";
            "send_letter": "pencatatan surat", "noting a letter";
            "note_reply": "pencatatan balasan", "noting an answer";
            "appoint": "pemanggilan", "calling in";
            "close": "penutupan", "closing";
            "follow": "tindak lanjut status", "following the status";
        }
    }
}
