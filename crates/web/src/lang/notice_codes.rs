//! What the states of notices mean and ask for, and why somebody was never told.

super::code_tables! {
    /// What the state of a notice means, in plain words.
    notice_meaning {
        "waiting": "Ditulis, belum waktunya dikirim atau menunggu jam kerja.", "Written, and not yet due or held back by the quiet hours.";
        "sending": "Sedang diserahkan ke gateway.", "It is being handed to the gateway.";
        "taken": "Gateway menerimanya; HP belum melapor.", "The gateway took it; the telephone has not reported yet.";
        "unanswered": "Gateway menerimanya, tetapi tidak ada laporan dari HP.", "The gateway took it, and no report came from the telephone.";
        "expired": "HP mati atau di luar jangkauan terlalu lama.", "The telephone was off or out of reach for too long.";
        "undeliverable": "Nomor tidak ada atau tidak menerima pesan.", "There is no such number, or it takes no messages.";
        "delivered": "Sudah ada di HP pemohon.", "It is on the applicant's telephone.";
        "uncertain": "Jawaban gateway hilang. Tidak diketahui apakah terkirim.", "The gateway's answer was lost. Nobody knows whether it was sent.";
        "given_up": "Tidak dapat dikirim sampai batas waktunya.", "It could not be sent before its deadline.";
        "cancelled": "Tidak dikirim: pemohon tidak mau, atau permohonan sudah selesai.", "Not sent: the applicant wants none, or the request ended first.";
        "told": "Petugas sudah memberi tahu dan mencatatnya.", "An officer told the applicant and noted it.";
    }
    /// What the state of a notice asks for.
    notice_todo {
        "waiting": "Tidak ada. Program mengirimnya sendiri.", "Nothing. The program sends it by itself.";
        "sending": "Tidak ada.", "Nothing.";
        "taken": "Tidak ada. Tunggu laporannya.", "Nothing. Wait for the report.";
        "unanswered": "Tidak ada. Terhitung sebagai diberi tahu.", "Nothing. It counts as told.";
        "expired": "Program menulisnya lagi setelah beberapa hari; atau telepon pemohon.", "The program writes it again after some days; or call the applicant.";
        "undeliverable": "Betulkan nomornya, atau beri tahu lewat keluarga atau desa.", "Mend the number, or tell them through family or village.";
        "delivered": "Tidak ada.", "Nothing.";
        "uncertain": "Tunggu: laporan atau batas waktu yang memutuskan. Jangan kirim lagi.", "Wait: a report or the deadline decides. Do not send it again.";
        "given_up": "Periksa gateway, lalu beri tahu dengan cara lain.", "Check the gateway, then tell them in another way.";
        "cancelled": "Tidak ada, kecuali pemohon masih perlu tahu: beri tahu langsung.", "Nothing, unless they still need to know: tell them in person.";
        "told": "Tidak ada.", "Nothing.";
    }
    /// The language of a notice.
    notice_language {
        "id": "Bahasa Indonesia", "Indonesian";
        "en": "bahasa Inggris", "English";
    }
    /// Why somebody was never told.
    untold_reason {
        "not_sent": "Belum ada yang dikirim", "Nothing was sent yet";
        "no_phone": "Tidak ada nomor HP", "No phone number";
        "wrong_number": "Nomor salah", "Wrong number";
        "stopped": "Minta tidak dikirimi pesan", "Wants no notices";
        "not_arrived": "Dikirim, tidak sampai", "Sent, and did not arrive";
        "under_way": "Pesan sedang berjalan", "A notice is under way";
    }
    /// How somebody is told next.
    untold_step {
        "message": "Kirim pesan", "Send a notice";
        "family": "Telepon keluarga satu KK", "Call somebody of the same family";
        "school": "Lewat sekolah", "Through the school";
        "village": "Lewat desa/kelurahan", "Through the village";
    }
    /// A queue of those who were never told.
    untold_kind {
        "late": "Lewat janji", "Past the promise";
        "deferred": "Ditunda", "Deferred";
        "lying": "Kartu sudah ada", "Card is there";
        "wrong_number": "Nomor salah", "Wrong number";
        "no_phone": "Tanpa nomor", "No number";
        "stopped": "Minta berhenti", "Wants no notices";
    }
}
