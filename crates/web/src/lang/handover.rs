//! Words for the codes of notices, batches and the ladder.

super::code_tables! {
    /// Where a notice stands.
    notice_state {
        "waiting": "Menunggu dikirim", "Waiting to be sent";
        "sending": "Sedang dikirim", "Being sent";
        "taken": "Diterima gateway", "Taken by the gateway";
        "unanswered": "Tanpa tanda terima", "No receipt came";
        "expired": "Tidak sampai, HP mati terlalu lama", "Not delivered, the telephone was off too long";
        "undeliverable": "Tidak sampai, nomor salah", "Not delivered, wrong number";
        "delivered": "Sampai", "Delivered";
        "uncertain": "Tidak pasti terkirim", "Uncertain whether sent";
        "given_up": "Tidak terkirim sampai batas waktu", "Not sent until its deadline";
        "cancelled": "Dibatalkan", "Cancelled";
        "told": "Diberi tahu langsung", "Told by a person";
    }
    /// What a notice says.
    notice_purpose {
        "deferred": "Menunggu blangko", "Waits for blanks";
        "ready": "Kartu siap diambil", "The card is ready";
        "reminder": "Kartu masih menunggu", "The card still waits";
        "moved": "Kartu di desa/kecamatan", "The card is at the village or sub-district";
        "invited": "Kartu dicetak saat datang", "The card is printed on arrival";
    }
    /// What a citizen's message wants.
    inbound_kind {
        "status": "Tanya status", "Asks for the status";
        "stop": "Minta berhenti", "Wants no messages";
        "other": "Lainnya", "Something else";
    }
    /// Where a citizen's message stands.
    inbound_state {
        "open": "Belum dibaca", "Not read yet";
        "answered": "Dijawab program", "Answered by the program";
        "closed": "Selesai", "Dealt with";
    }
    /// To whom a batch goes.
    batch_route {
        "village": "Desa/kelurahan", "Village";
        "subdistrict": "Kecamatan", "Sub-district";
        "post": "Pos", "By post";
    }
    /// Where a batch stands.
    batch_state {
        "packing": "sedang diisi", "being filled";
        "sent": "dikirim", "sent";
        "received": "diterima", "received";
        "dropped": "dibatalkan", "given up";
    }
    /// Where a card of a batch stands.
    batch_line {
        "packed": "Dalam kotak", "Packed";
        "sent": "Dikirim", "Sent";
        "arrived": "Diterima", "Arrived";
        "missing": "Kurang", "Missing";
        "extra": "Lebih", "Extra";
        "returned": "Kembali", "Returned";
        "delivered": "Diserahkan pos", "Delivered by post";
    }
    /// Why a card was not collected.
    not_collected {
        "away": "Tidak di tempat", "Away";
        "busy": "Tidak sempat", "Has no time";
        "moved": "Pindah", "Moved";
        "died": "Meninggal", "Died";
        "unknown": "Tidak dikenal di alamat", "Unknown at the address";
    }
    /// A step of the ladder.
    ladder_action {
        "notice": "Kirim pesan", "Send a notice";
        "to_village": "Kirim ke desa/kelurahan", "Send on to the village";
        "to_subdistrict": "Kirim ke kecamatan", "Send on to the sub-district";
        "print_on_arrival": "Cetak saat pemohon datang", "Print when the applicant comes";
    }
}
