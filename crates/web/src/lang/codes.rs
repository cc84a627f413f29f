//! Words for the codes that other rooms use: states, purposes, documents, causes, places, roles.

super::code_tables! {
    /// The state of a case.
    case_state {
        "opened": "Dibuka", "Opened";
        "incomplete": "Berkas belum lengkap", "Documents missing";
        "verified": "Berkas lengkap", "Verified";
        "waiting_recording": "Menunggu perekaman", "Waiting for recording";
        "waiting_centre": "Menunggu pusat", "Waiting for the centre";
        "ready_to_print": "Siap cetak", "Ready to print";
        "deferred": "Ditunda", "Deferred";
        "in_print_run": "Sedang dicetak", "In a print run";
        "uncertain": "Hasil cetak belum jelas", "Print result not clear";
        "printed": "Sudah dicetak", "Printed";
        "on_shelf": "Di rak, siap diambil", "On the shelf, ready to collect";
        "notified": "Pemohon sudah diberi tahu", "Applicant notified";
        "in_transit": "Dalam pengiriman", "In transit";
        "at_site": "Di kecamatan/desa", "At the sub-district or village";
        "collected": "Sudah diserahkan", "Handed over";
        "returned": "Kembali ke kantor", "Returned to the office";
        "destroyed": "Dimusnahkan", "Destroyed";
        "cancelled": "Dibatalkan", "Cancelled";
        "none": "Tanpa permohonan", "No request";
    }
    /// Why a person asks for a card.
    purpose {
        "first_card": "KTP-el pertama", "First card";
        "lost": "Kartu hilang", "Card lost";
        "damaged": "Kartu rusak", "Card damaged";
        "changed_data": "Perubahan data", "Changed data";
        "moved_in": "Pindah datang", "Moved in";
        "area_renamed": "Perubahan nama wilayah", "Area renamed";
        "suket_to_card": "Suket menjadi kartu", "Suket to card";
    }
    /// What a purpose means, in a sentence to the officer.
    purpose_meaning {
        "first_card": "Belum pernah memegang KTP-el: usia 17 tahun, atau sudah menikah.", "Has never held a card: aged 17, or married.";
        "lost": "Kartu tidak ada lagi; ada surat kehilangan dari kepolisian.", "The card is gone; there is a police loss letter.";
        "damaged": "Kartu patah, terkelupas, buram, atau cipnya tidak terbaca.", "The card is broken, peeled, faded, or its chip cannot be read.";
        "changed_data": "Ada data di kartu yang berubah dan KK sudah diperbarui.", "Something on the card has changed and the KK is already renewed.";
        "moved_in": "Datang dari kabupaten/kota lain dengan SKPWNI.", "Came from another regency or city with an SKPWNI letter.";
        "area_renamed": "Nama desa, kelurahan, kecamatan, RT/RW atau jalan berubah.", "The name of the village, sub-district, RT/RW or street has changed.";
        "suket_to_card": "Memegang surat keterangan (suket) dan kini kartunya dapat dicetak.", "Holds a temporary letter (suket) and the card can now be printed.";
    }
    /// A document that a case needs.
    document {
        "kk_copy": "Fotokopi KK", "Copy of the KK";
        "kk_renewed": "KK yang sudah diperbarui", "Renewed KK";
        "form_f102": "Formulir F-1.02", "Form F-1.02";
        "old_card": "KTP-el lama", "Old card";
        "police_letter": "Surat kehilangan dari kepolisian", "Police loss letter";
        "damaged_card": "KTP-el yang rusak", "The damaged card";
        "change_proof": "Bukti perubahan data", "Proof of the change";
        "move_letter": "Surat pindah (SKPWNI)", "Move letter (SKPWNI)";
        "arrival_letter": "Surat dari perwakilan RI di luar negeri", "Letter of the Indonesian mission abroad";
        "marriage_proof": "Kutipan akta perkawinan/buku nikah", "Marriage certificate";
        "suket": "Surat keterangan (suket) asli", "Original temporary letter (suket)";
        "itap": "Kartu izin tinggal tetap (ITAP)", "Permanent stay permit (ITAP)";
        "passport": "Dokumen perjalanan", "Travel document";
    }
    /// Why a print was spoiled.
    spoil_cause {
        "encode_failed": "Gagal encode", "Encoding failed";
        "print_failed": "Gagal cetak", "Printing failed";
        "no_chip": "Blangko tanpa cip", "Blank without a chip";
        "defective": "Blangko cacat", "Defective blank";
    }
    /// The state of blanks.
    blank_state {
        "good": "Baik", "Good";
        "sealed": "Tersegel", "Sealed";
        "opened": "Terbuka", "Opened";
        "spoiled": "Rusak", "Spoiled";
        "used": "Terpakai", "Used";
        "issued": "Di operator", "Issued";
        "lent": "Dipinjamkan", "Lent";
        "lost": "Hilang", "Lost";
        "destroyed": "Dimusnahkan", "Destroyed";
    }
    /// Where a lot of blanks came from.
    blank_source {
        "centre": "Pusat (Ditjen Dukcapil)", "The centre (Ditjen Dukcapil)";
        "province": "Provinsi", "The province";
        "loan": "Pinjaman", "A loan";
        "grant": "Hibah", "A grant";
    }
    /// Sex, as in the register.
    sex_of {
        "male": "Laki-laki", "Male";
        "female": "Perempuan", "Female";
    }
    /// Marital status, as in the register.
    marital_of {
        "single": "Belum kawin", "Single";
        "married": "Kawin", "Married";
        "divorced": "Cerai hidup", "Divorced";
        "widowed": "Cerai mati", "Widowed";
    }
    /// What takes the old card's place at the handover.
    old_card_choice {
        "surrendered": "Diserahkan dan dibatalkan", "Surrendered and made invalid";
        "lost_letter": "Hilang, ada surat kehilangan", "Lost, there is a loss letter";
        "none": "Tidak pernah punya kartu", "Never had a card";
    }
    /// A role in the office.
    office_role {
        "counter": "Petugas loket", "Counter officer";
        "recording": "Operator rekam", "Recording operator";
        "print": "Operator cetak", "Print operator";
        "stock": "Petugas gudang", "Stock keeper";
        "delivery": "Petugas pengiriman", "Delivery officer";
        "adb": "Administrator data (ADB)", "Data administrator (ADB)";
        "section": "Kepala seksi", "Section head";
        "head": "Kepala dinas", "Head of office";
        "auditor": "Auditor", "Auditor";
        "admin": "Administrator kantor", "Office administrator";
    }
}
