//! Words for the codes of printing, blanks and temporary letters.

super::code_tables! {
    /// What the stock counts.
    item {
        "blank": "Blangko", "Blank cards";
        "ribbon": "Pita warna", "Colour ribbons";
        "film": "Film pelapis", "Overlay films";
        "cleaning_kit": "Perlengkapan pembersih", "Cleaning kits";
    }
    /// Where a print job stands.
    job_state {
        "reserved": "Menunggu dicetak", "Waits to be printed";
        "sending": "Sedang dikirim ke printer", "Being sent to the printer";
        "printing": "Sedang dicetak", "Being printed";
        "reported": "Selesai menurut printer, belum diperiksa", "Done by the printer's word, not checked";
        "uncertain": "Diragukan", "In doubt";
        "good": "Baik", "Good";
        "spoiled": "Gagal", "Spoiled";
        "taken_back": "Dikeluarkan", "Taken out";
    }
    /// What was asked of a print job, in the middle of a sentence.
    job_act {
        "send": "pengiriman ke printer", "sending";
        "accept": "penerimaan oleh printer", "the printer's taking it";
        "hear": "laporan printer", "the printer's report";
        "doubt": "pencatatan keraguan", "noting a doubt";
        "check": "pencatatan kartu baik", "recording a good card";
        "spoil": "pencatatan cetakan gagal", "recording a failure";
        "take_back": "pengeluaran dari daftar", "taking it out of the run";
    }
    /// How a printer is driven.
    print_route {
        "ministry": "Aplikasi pusat", "The centre's application";
        "local": "Agen cetak Loket", "Loket's print agent";
    }
    /// What a printer says of itself.
    printer_state {
        "idle": "siap", "idle";
        "processing": "sedang mencetak", "printing";
        "stopped": "berhenti", "stopped";
        "unreachable": "tidak terjangkau", "cannot be reached";
    }
    /// Why a card waits for blanks.
    defer_reason {
        "reserved": "Sisa blangko disimpan untuk golongan di atasnya", "The rest is kept for higher classes";
        "own_allotment": "Jatah blangko perubahan wilayah habis", "The allotment for changes of areas is used up";
        "no_blanks": "Blangko habis", "No blanks are left";
    }
    /// How an applicant was told.
    told_by {
        "counter": "di loket", "at the counter";
        "phone": "lewat telepon", "by phone";
        "village": "lewat desa/kelurahan", "through the village";
        "message": "lewat pesan", "by message";
    }
    /// How blanks are shared out.
    policy {
        "law_order": "Urutan hukum", "Order of the law";
        "reserve_mean": "Cadangan rata-rata", "Mean reserve";
        "emsr_b": "Cadangan menurut bobot", "Weighted reserve";
    }
    /// What a way of sharing out means.
    policy_meaning {
        "law_order": "Golongan tertinggi dicetak lebih dulu; tidak ada yang disimpan untuk besok.", "The highest class is printed first; nothing is kept for tomorrow.";
        "reserve_mean": "Disimpan sebanyak yang rata-rata diperlukan golongan di atasnya sampai kiriman berikutnya.", "So many are kept as higher classes need on average until the next delivery.";
        "emsr_b": "Disimpan menurut bobot tiap golongan: makin penting golongan di atasnya, makin banyak yang disimpan.", "Kept by the weight of each class: the more a higher class matters, the more is kept for it.";
    }
    /// Where a count of the day stands.
    closing_state {
        "counting": "Sedang dihitung", "Being counted";
        "counted": "Menunggu orang kedua", "Waits for a second person";
        "confirmed": "Ditutup", "Closed";
        "dropped": "Dihentikan", "Broken off";
    }
    /// Where a difference was found.
    difference_kind {
        "delivery": "Kiriman kurang", "Delivery too short";
        "short": "Kurang saat dihitung", "Too few at a count";
        "over": "Lebih saat dihitung", "Too many at a count";
    }
    /// How a difference is settled.
    settlement {
        "found": "Ditemukan atau datang menyusul", "Found, or came later";
        "lost": "Hilang dan dilaporkan", "Missing and reported";
        "never_sent": "Tidak pernah dikirim", "Never sent";
        "miscounted": "Salah hitung, buku benar", "Counted wrongly, the books are right";
        "booked_in": "Buku salah, kelebihan dibukukan", "The books are wrong, the surplus is booked in";
    }
    /// How blanks leave the office.
    given_away {
        "returned": "Dikembalikan kepada pengirim", "Given back to the sender";
        "lent": "Dipinjamkan ke kantor lain", "Lent to another office";
    }
    /// Whether a deferral gives a temporary letter.
    suket_rule {
        "must": "Suket wajib diberikan", "A suket must be given";
        "may": "Suket boleh diberikan", "A suket may be given";
        "must_not": "Suket tidak boleh diberikan", "No suket may be given";
    }
    /// Why a temporary letter holds no more.
    suket_end {
        "printed": "Kartu sudah dicetak", "The card was printed";
        "cancelled": "Permohonan dibatalkan", "The request was cancelled";
    }
}
