//! The centre's status codes in plain words: what each means and who can act.
//! Source: the codes that offices publish for their citizens (18 codes of the recording system).

super::code_tables! {
    /// The status in a few words.
    central_name {
        "UNREGISTERED": "Belum rekam", "Not recorded";
        "BIO_CAPTURED": "Sudah direkam", "Recorded";
        "PROCESSING": "Sedang disiapkan", "Being prepared";
        "SENT_FOR_ENROLLMENT": "Dikirim ke pusat", "Sent to the centre";
        "RECEIVED_AT_CENTRAL": "Diterima pusat", "Received by the centre";
        "SENT_FOR_DEDUP": "Diperiksa ketunggalannya", "Being checked for uniqueness";
        "ENROLL_FAILURE_AT_CENTRAL": "Gagal daftar di pusat", "Enrolment failed at the centre";
        "ENROLL_FAILURE_AT_REGIONAL": "Gagal daftar di daerah", "Enrolment failed in the region";
        "SEARCH_FAILURE_AT_CENTRAL": "Gagal pencarian di pusat", "Search failed at the centre";
        "ADJUDICATE_RECORD": "Perlu keputusan pusat", "The centre must decide";
        "REQUEST_VALIDATION": "Perlu validasi daerah", "The office must validate";
        "DUPLICATE_RECORD": "Data ganda", "Duplicate";
        "PRINT_READY_RECORD": "Siap cetak", "Ready to print";
        "SENT_FOR_CARD_PRINTING": "Masuk proses cetak", "In printing";
        "CARD_PRINTED": "Kartu dicetak", "Card printed";
        "CARD_SHIPPED": "Kartu dikirim", "Card shipped";
        "CARD_ISSUED": "Kartu diserahkan", "Card issued";
        "CARD_INVALID": "Kartu tidak berlaku", "Card invalid";
    }
    /// What the status means for the person at the counter.
    central_meaning {
        "UNREGISTERED": "NIK ada, tetapi foto, sidik jari dan iris belum direkam. Arahkan ke perekaman.", "The NIK exists, but photo, fingerprints and iris are not recorded yet. Send the person to recording.";
        "BIO_CAPTURED": "Perekaman selesai di daerah dan belum dikirim. Operator rekam mengirimkannya.", "Recording is done here and not sent yet. The recording operator sends it.";
        "PROCESSING": "Rekaman sedang dikemas untuk dikirim. Tunggu.", "The record is being packed for sending. Wait.";
        "SENT_FOR_ENROLLMENT": "Rekaman dalam perjalanan ke pusat. Jika lama, ADB dapat mengirim ulang.", "The record is on its way to the centre. If it takes long, the data administrator can send it again.";
        "RECEIVED_AT_CENTRAL": "Pusat sudah menerima rekaman dan akan memeriksanya. Tunggu.", "The centre has the record and will check it. Wait.";
        "SENT_FOR_DEDUP": "Pusat memeriksa apakah orang ini hanya terekam satu kali. Tunggu.", "The centre is checking that this person was recorded only once. Wait.";
        "ENROLL_FAILURE_AT_CENTRAL": "Biometrik tidak lengkap atau tidak terbaca di pusat. ADB mengusulkan hapus, lalu direkam ulang.", "The biometrics are incomplete or unreadable. The data administrator asks for deletion, then the person is recorded again.";
        "ENROLL_FAILURE_AT_REGIONAL": "Biometrik tidak lengkap di daerah. Hapus rekaman, lalu rekam atau kirim ulang.", "The biometrics are incomplete here. Delete the record, then record or send it again.";
        "SEARCH_FAILURE_AT_CENTRAL": "Pencarian di pusat gagal. ADB mengirim ulang atau menanyakan ke pusat.", "The centre's search failed. The data administrator sends it again or asks the centre.";
        "ADJUDICATE_RECORD": "Pusat belum dapat memastikan apakah sidik jari milik orang yang sama. Biasanya direkam ulang.", "The centre cannot tell whether the fingerprints are of the same person. Usually recorded again.";
        "REQUEST_VALIDATION": "Ada data yang bertentangan, misalnya jenis kelamin dan foto. Kantor ini harus memeriksa.", "Some data contradict each other, such as sex and photo. This office must check.";
        "DUPLICATE_RECORD": "Orang ini pernah direkam dengan NIK lain. Pemohon memilih satu NIK, ADB mengusulkan hapus yang lain.", "This person was recorded under another NIK. The applicant chooses one NIK; the data administrator asks to delete the other.";
        "PRINT_READY_RECORD": "Data sudah tunggal. Kartu dapat dicetak.", "The record is unique. The card can be printed.";
        "SENT_FOR_CARD_PRINTING": "Kartu sedang diproses di aplikasi cetak pusat.", "The card is in the centre's printing application.";
        "CARD_PRINTED": "Pusat mencatat kartu ini sudah dicetak.", "The centre has this card as printed.";
        "CARD_SHIPPED": "Pusat mencatat kartu ini sudah dikirim. Rekaman cetak massal 2011–2013 sering berhenti di sini.", "The centre has this card as shipped. Records of the mass printing of 2011–2013 often stop here.";
        "CARD_ISSUED": "Pusat mencatat kartu ini sudah diserahkan.", "The centre has this card as handed over.";
        "CARD_INVALID": "Kartu ini dicatat tidak berlaku lagi.", "This card is recorded as no longer valid.";
    }
}
