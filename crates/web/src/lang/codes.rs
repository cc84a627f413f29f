//! Words for the codes that other rooms use: states, purposes, documents, causes, places, roles.

super::code_tables! {
    /// The state of a case.
    case_state {
        "opened": "Berkas belum lengkap", "Documents missing";
        "waiting_recording": "Menunggu perekaman", "Waiting for recording";
        "waiting_central": "Menunggu pusat", "Waiting for the centre";
        "ready_to_print": "Siap cetak", "Ready to print";
        "deferred": "Menunggu blangko", "Waiting for blanks";
        "in_run": "Dalam proses cetak", "In a print run";
        "in_print_run": "Sedang dicetak", "In a print run";
        "uncertain": "Hasil cetak belum jelas", "Print result not clear";
        "printed": "Sudah dicetak", "Printed";
        "on_shelf": "Di rak, siap diambil", "On the shelf, ready to collect";
        "on_the_way": "Dalam perjalanan ke desa/kecamatan", "On its way to the village or sub-district";
        "at_village": "Di kantor desa/kelurahan atau kecamatan", "At the village or sub-district office";
        "notified": "Pemohon sudah diberi tahu", "Applicant notified";
        "in_transit": "Dalam pengiriman", "In transit";
        "at_site": "Di kecamatan/desa", "At the sub-district or village";
        "collected": "Sudah diserahkan", "Handed over";
        "returned": "Kembali ke kantor", "Returned to the office";
        "destroyed": "Dimusnahkan", "Destroyed";
        "cancelled": "Dibatalkan", "Cancelled";
        "none": "Tanpa permohonan", "No request";
    }
    /// What happened, in a history.
    happened {
        "opened": "Permohonan dibuka", "Request opened";
        "documents_added": "Berkas ditambahkan", "Documents added";
        "verified": "Berkas lengkap", "Documents complete";
        "print_ready": "Pusat menyatakan siap cetak", "The centre says ready to print";
        "print_withdrawn": "Pusat menarik kembali izin cetak", "The centre took the permission to print back";
        "person_changed": "Data penduduk diubah", "The person's data was changed";
        "card_invalidated": "Kartu lama tidak berlaku lagi", "The older card became invalid";
        "card_merged": "Kartu tidak berlaku lagi: dua data digabung", "Card became invalid: two lines were made one";
        "question_raised": "Pertanyaan identitas diajukan", "A question of identity was raised";
        "question_answered": "Pertanyaan identitas dijawab", "A question of identity was answered";
        "card_surrendered": "Kartu lama diserahkan kembali", "The older card was given back";
        "erased": "Dihapus menurut undang-undang", "Erased by law";
        "received": "Diterima", "Received";
        "moved": "Dipindahkan", "Moved";
        "used": "Menjadi kartu", "Became a card";
        "recorded": "Perekaman selesai", "Recording done";
        "recorded_centre": "Sudah direkam menurut pusat", "Recorded, says the centre";
        "central_observed": "Status pusat dicatat", "Central status entered";
        "printed": "Kartu dicetak", "Card printed";
        "spoiled": "Cetakan gagal", "Print spoiled";
        "shelved": "Kartu ditaruh di rak", "Card put on a shelf";
        "forwarded": "Kartu dikirim ke kantor desa/kelurahan", "Card sent to the village office";
        "notified": "Pemohon diberi tahu", "Applicant notified";
        "handed_over": "Kartu diserahkan", "Card handed over";
        "cancelled": "Permohonan dibatalkan", "Request cancelled";
        "deferred": "Menunggu blangko", "Waits for blanks";
        "told": "Pemohon diberi tahu bahwa kartunya menunggu", "Applicant told that the card waits";
        "assigned": "Masuk daftar cetak", "Put into a print run";
        "taken_back": "Dikeluarkan dari daftar cetak", "Taken out of the print run";
        "sent_on": "Kartu dikirim dengan berita acara", "Card sent on with a batch";
        "card_lost": "Kartu dinyatakan hilang di kantor, dicetak lagi", "Card given up as lost at the office, printed again";
        "card_missed": "Kartu tidak ditemukan di tempatnya", "The card was not found where it should be";
        "notice_created": "Pesan ditulis", "Notice written";
        "citizen_told": "Pemohon diberi tahu", "The applicant was told";
        "notice_taken": "Pesan terkirim", "Notice sent";
        "notice_refused": "Pesan ditolak: nomor salah", "Notice refused: wrong number";
        "notice_receipt": "Tanda terima pesan", "Receipt of the notice";
        "notice_given_up": "Pesan tidak terkirim sampai batas waktu", "Notice not sent until its deadline";
        "notice_cancelled": "Pesan dibatalkan", "Notice cancelled";
        "message_received": "Pesan masuk dari pemohon", "Message from the applicant";
        "taken_by_proxy": "Kartu diambil wakil", "Card fetched by a proxy";
        "suket_issued": "Suket diberikan", "Suket given";
        "suket_renewed": "Suket diperpanjang", "Suket renewed";
        "suket_ended": "Suket tidak berlaku lagi", "Suket no longer holds";
        "card_destroyed": "Kartu dimusnahkan", "Card destroyed";
        "sent": "Dikirim", "Sent";
        "accepted": "Dihitung dan masuk stok", "Counted into stock";
        "reserved": "Disisihkan untuk daftar cetak", "Kept for a print run";
        "freed": "Sisihan dibatalkan", "Kept no longer";
        "doubted": "Hasilnya diragukan", "In doubt";
        "returned": "Dikembalikan", "Given back";
        "lent": "Dipinjamkan", "Lent";
        "came_back": "Kembali dari pinjaman", "Came back from a loan";
        "destroyed": "Dimusnahkan", "Destroyed";
        "lost": "Dinyatakan hilang", "Declared missing";
        "found": "Ditemukan", "Found";
        "corrected": "Koreksi", "Corrected";
        "person_added": "Penduduk ditambahkan", "Person added";
        "repair_opened": "Perbaikan rekaman dibuka", "Repair of the record opened";
        "repair_letter_sent": "Surat perbaikan dikirim", "Letter for the repair sent";
        "repair_replied": "Balasan surat dicatat", "Answer to the letter noted";
        "rerecording_appointed": "Dipanggil untuk rekam ulang", "Called in to be recorded again";
        "repair_closed": "Perbaikan rekaman ditutup", "Repair of the record closed";
        "whereabouts_noted": "Keberadaan dicatat", "Whereabouts noted";
        "imported": "Data diperbarui dari impor", "Data renewed by an import";
        "blanks_received": "Blangko diterima", "Blanks received";
        "blanks_moved": "Blangko dipindahkan", "Blanks moved";
        "blanks_spoiled": "Blangko rusak", "Blanks spoiled";
        "blank_used": "Blangko terpakai", "Blank used";
    }
    /// Why a person asks for a card.
    purpose {
        "first": "KTP-el pertama", "First card";
        "lost": "Kartu hilang", "Card lost";
        "damaged": "Kartu rusak", "Card damaged";
        "changed": "Perubahan data", "Changed data";
        "moved_in": "Pindah datang", "Moved in";
        "area_renamed": "Perubahan nama wilayah", "Area renamed";
        "suket_to_card": "Suket menjadi kartu", "Suket to card";
    }
    /// What a purpose means, in a sentence to the officer.
    purpose_meaning {
        "first": "Belum pernah memegang KTP-el: usia 17 tahun, atau sudah menikah.", "Has never held a card: aged 17, or married.";
        "lost": "Kartu tidak ada lagi; ada surat kehilangan dari kepolisian.", "The card is gone; there is a police loss letter.";
        "damaged": "Kartu patah, terkelupas, buram, atau cipnya tidak terbaca.", "The card is broken, peeled, faded, or its chip cannot be read.";
        "changed": "Ada data di kartu yang berubah dan KK sudah diperbarui.", "Something on the card has changed and the KK is already renewed.";
        "moved_in": "Datang dari kabupaten/kota lain dengan SKPWNI.", "Came from another regency or city with an SKPWNI letter.";
        "area_renamed": "Nama desa, kelurahan, kecamatan, RT/RW atau jalan berubah.", "The name of the village, sub-district, RT/RW or street has changed.";
        "suket_to_card": "Memegang surat keterangan (suket) dan kini kartunya dapat dicetak.", "Holds a temporary letter (suket) and the card can now be printed.";
    }
    /// A document that a case needs.
    document {
        "kk_copy": "Fotokopi KK", "Copy of the KK";
        "kk_renewed": "KK yang sudah diperbarui", "Renewed KK";
        "form_f102": "Formulir F-1.02", "Form F-1.02";
        "form_f106": "Formulir F-1.06 (perubahan elemen data)", "Form F-1.06 (change of data elements)";
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
        "failed_encode": "Gagal encode", "Encoding failed";
        "failed_print": "Gagal cetak", "Printing failed";
        "no_chip": "Blangko tanpa cip", "Blank without a chip";
        "defect": "Blangko cacat", "Defective blank";
    }
    /// The state of blanks.
    blank_state {
        "new": "Baru", "New";
        "in_transit": "Dalam perjalanan", "On its way";
        "reserved": "Disisihkan", "Kept for a run";
        "uncertain": "Diragukan", "In doubt";
        "returned": "Dikembalikan", "Given back";
        "lent": "Dipinjamkan", "Lent";
        "destroyed": "Dimusnahkan", "Destroyed";
        "lost": "Hilang", "Missing";
        "spoiled": "Rusak", "Spoiled";
        "used": "Terpakai", "Used";
    }
    /// Where a lot of blanks came from.
    blank_source {
        "centre": "Pusat (Ditjen Dukcapil)", "The centre (Ditjen Dukcapil)";
        "province": "Provinsi", "The province";
        "loan": "Pinjaman", "A loan";
        "grant": "Hibah", "A grant";
        "area_change": "Pusat, khusus perubahan wilayah", "The centre, for changes of areas only";
        "found": "Ditemukan saat dihitung", "Found at a count";
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
        "police_letter": "Hilang, ada surat kehilangan", "Lost, there is a loss letter";
        "suket": "Suket diserahkan", "The temporary letter was handed in";
        "none": "Tidak pernah punya kartu", "Never had a card";
    }
    /// A role in the office.
    office_role {
        "counter": "Petugas loket", "Counter officer";
        "recording": "Operator rekam", "Recording operator";
        "printing": "Operator cetak", "Print operator";
        "stock": "Petugas gudang", "Stock keeper";
        "subdistrict": "Petugas kecamatan", "Sub-district officer";
        "data_admin": "Administrator data (ADB)", "Data administrator (ADB)";
        "section_head": "Kepala seksi", "Section head";
        "head": "Kepala dinas", "Head of office";
        "auditor": "Auditor", "Auditor";
    }
    /// What showed people.
    sight {
        "search": "Hasil pencarian", "Search results";
        "person": "Halaman penduduk", "The person's page";
        "case": "Permohonan atau resi", "A request or its receipt";
        "print_queue": "Antrean cetak", "The print queue";
        "shelves": "Daftar rak", "The shelves";
        "waiting": "Daftar tunggu", "A waiting list";
        "proposal": "Usulan", "A proposal";
        "ageing": "Daftar rekaman di pusat", "List of records at the centre";
        "village_list": "Daftar desa menurut nama dan alamat", "A village's list by name and address";
        "looks": "Laporan ini", "This report";
        "import": "Impor berkas", "An import";
        "question": "Pertanyaan identitas", "A question of identity";
    }
    /// Why somebody looks at people without an open request.
    look_reason_of {
        "at_counter": "Orangnya ada di loket", "The person stands at the counter";
        "enquiry": "Pertanyaan atau keluhan lewat telepon, surat atau pesan", "A question or complaint by phone, letter or message";
        "correction": "Perbaikan data", "Correction of the register";
        "official_request": "Permintaan tertulis instansi lain", "A written request of another institution";
        "outreach": "Jemput bola: memanggil atau mendatangi yang belum rekam", "Outreach: calling or visiting the unrecorded";
        "audit": "Pemeriksaan", "An inspection";
        "other": "Alasan lain", "Another reason";
    }
    /// An act on a case, in the middle of a sentence.
    case_act {
        "open": "pembukaan", "opening";
        "add_documents": "penambahan berkas", "adding documents";
        "record_biometrics": "perekaman", "recording";
        "observe_central": "pencatatan status pusat", "noting a central status";
        "defer": "penundaan", "deferring";
        "tell": "pemberitahuan penundaan", "telling of the delay";
        "assign": "memasukkan ke daftar cetak", "putting into a run";
        "take_back": "mengeluarkan dari daftar cetak", "taking out of the run";
        "print": "pencetakan", "printing";
        "shelve": "penaruhan di rak", "shelving";
        "forward": "pengiriman ke desa/kelurahan", "sending to the village";
        "send_on": "pengiriman dengan berita acara", "sending with a batch";
        "lose_card": "pernyataan kartu hilang", "giving the card up as lost";
        "hand_over": "penyerahan", "handing over";
        "cancel": "pembatalan", "cancelling";
    }
    /// What the register says of a person's life.
    life_of {
        "alive": "hidup", "alive";
        "dead": "meninggal", "dead";
        "moved": "pindah", "moved away";
        "gone": "tidak ada atau tidak valid", "gone or not valid";
    }
    /// What a place is for.
    place_kind {
        "outside": "pihak luar", "outside party";
        "counter": "loket", "counter";
        "store": "gudang", "store";
        "printer": "printer", "printer";
        "shelf": "rak", "shelf";
        "village": "kantor desa/kelurahan", "village office";
        "subdistrict": "kantor kecamatan", "sub-district office";
        "spoiled_bin": "kotak blangko rusak", "bin of spoiled blanks";
        "issued": "catatan blangko terpakai", "count of used blanks";
    }
    /// What just happened, at the top of the next page.
    notice {
        "opened": "Permohonan dibuka. Cetak resinya untuk pemohon.", "The request is open. Print its receipt for the applicant.";
        "documents": "Berkas disimpan.", "The documents were saved.";
        "recorded": "Perekaman dicatat.", "The recording was marked.";
        "status": "Status pusat dicatat.", "The central status was entered.";
        "printed": "Kartu dicatat sebagai baik. Taruh di rak, atau serahkan langsung.", "The card was recorded as good. Put it on a shelf, or hand it over at once.";
        "spoiled": "Cetakan gagal dicatat. Blangkonya disimpan untuk dimusnahkan; permohonan kembali ke antrean.", "The spoiled print was recorded. Its blank is kept for destruction; the request is back in the queue.";
        "shelved": "Kartu sudah di rak.", "The card is on the shelf.";
        "collected_proxy": "Kartu sudah diserahkan kepada wakilnya.", "The card was handed to the proxy.";
        "batch_opened": "Kiriman dimulai. Pindai kartunya.", "The batch was begun. Scan its cards.";
        "batch_packed": "Kartu masuk kiriman.", "The card is in the batch.";
        "batch_filled": "Kartu yang sudah waktunya masuk kiriman.", "The cards that are due are in the batch.";
        "batch_taken_out": "Kartu dikeluarkan dari kiriman.", "The card was taken out of the batch.";
        "batch_sent": "Kiriman berangkat.", "The batch left.";
        "batch_dropped": "Kiriman dibatalkan. Kartunya tetap di tempatnya.", "The batch was given up. Its cards lie where they lay.";
        "batch_signed": "Penerimaan ditandatangani.", "The batch was signed for.";
        "batch_found": "Kartu yang kurang tercatat ketemu.", "The missing card is booked as found.";
        "batch_returned": "Kartu diterima kembali di rak.", "The card is back on a shelf.";
        "batch_posted": "Kunjungan pos dicatat.", "The postman's attempt was noted.";
        "site_closed": "Tempat ini tidak menerima kartu untuk sementara.", "The place takes no cards for now.";
        "site_opened": "Tempat ini menerima kartu lagi.", "The place takes cards again.";
        "card_lost": "Kartu dinyatakan hilang; yang baru akan dicetak.", "The card was given up as lost; another will be printed.";
        "card_missed": "Kartu dicatat tidak ditemukan. Cari, lalu taruh di rak atau nyatakan hilang.", "The card is noted as missing. Look for it, then put it on a shelf or give it up as lost.";
        "card_found": "Kartu yang ketemu sudah di rak.", "The card that was found is on a shelf.";
        "collected": "Kartu sudah diserahkan kepada pemiliknya.", "The card was handed to its holder.";
        "cancelled": "Permohonan dibatalkan.", "The request was cancelled.";
        "repair": "Perbaikan rekaman dicatat.", "The repair was noted.";
        "whereabouts": "Keberadaan dicatat.", "The whereabouts were noted.";
        "person_added": "Penduduk ditambahkan.", "The person was added.";
        "received": "Kiriman dicatat.", "The delivery was recorded.";
        "accepted": "Hitungan kiriman dicatat.", "The count of the delivery was recorded.";
        "ribbon": "Penggantian dicatat.", "The change was recorded.";
        "given_away": "Blangko yang keluar dicatat.", "The blanks that left were recorded.";
        "came_back": "Blangko yang kembali dicatat.", "The blanks that came back were recorded.";
        "requested": "Permintaan blangko dicatat.", "The request for blanks was recorded.";
        "counted": "Hitungan disimpan. Orang kedua menghitung ulang lalu mengesahkannya.", "The count was saved. A second person counts again and confirms it.";
        "closed": "Penutupan disahkan. Hitungan cocok dengan buku.", "The closing is confirmed. The count agrees with the books.";
        "closed_short": "Penutupan disahkan. Ada selisih dengan buku; selesaikan di bawah.", "The closing is confirmed. It differs from the books; settle the difference below.";
        "count_dropped": "Penghitungan dihentikan.", "The count was broken off.";
        "settled": "Selisih diselesaikan.", "The difference was settled.";
        "destroyed": "Pemusnahan dicatat.", "The destruction was recorded.";
        "released": "Daftar cetak dilepas.", "The run was released.";
        "doubted": "Keraguan dicatat. Orang lain yang memegang kartunya menutupnya.", "The doubt was recorded. Another person closes it with the card in hand.";
        "taken_back": "Kartu dikeluarkan dari daftar cetak; blangkonya kembali baru.", "The card was taken out of the run; its blank is new again.";
        "job_good": "Kartu baik. Taruh di rak.", "A good card. Put it on a shelf.";
        "job_spoiled": "Cetakan gagal dicatat. Blangkonya ke kotak rusak; kartunya kembali ke antrean.", "The failure was recorded. The blank goes to the bin; the card is back in the queue.";
        "printer_set": "Pengaturan printer disimpan.", "The printer's settings were saved.";
        "outlook": "Kebijakan disimpan.", "The policy was saved.";
        "notice_written": "Pesan ditulis. Program mengirimnya di luar jam tenang.", "The notice is written. The program sends it outside of the quiet hours.";
        "phone_stopped": "Nomor itu tidak akan dikirimi pesan lagi.", "That number gets no notices any more.";
        "phone_allowed": "Nomor itu boleh dikirimi pesan lagi.", "That number may get notices again.";
        "message_closed": "Pesan masuk diselesaikan.", "The message was dealt with.";
        "told": "Pemberitahuan dicatat.", "It was noted that the applicant was told.";
        "suket": "Suket diberikan. Cetak dan serahkan kepada pemohon.", "The suket was given. Print it and hand it to the applicant.";
        "suket_renewed": "Suket diperpanjang.", "The suket was renewed.";
        "moved": "Perpindahan blangko dicatat.", "The move of blanks was recorded.";
        "blanks_spoiled": "Blangko rusak dicatat.", "The spoiled blanks were recorded.";
        "proposed": "Usulan disimpan. Tindakan ini baru dilakukan setelah disetujui orang kedua dalam 24 jam.", "The proposal was saved. The act is done only when a second person approves it within 24 hours.";
        "approved": "Usulan disetujui dan sudah dilakukan.", "The proposal was approved and the act is done.";
        "declined": "Usulan ditolak. Tidak ada yang diubah.", "The proposal was declined. Nothing was changed.";
        "withdrawn": "Usulan ditarik kembali. Tidak ada yang diubah.", "The proposal was taken back. Nothing was changed.";
        "reason": "Alasan disimpan, berlaku satu jam. Silakan lanjutkan.", "The reason was saved and holds for one hour. Please go on.";
        "account_opened": "Akun dibuka. Serahkan kode aktivasinya kepada pemiliknya.", "The account is open. Hand the activation code to its owner.";
        "account_changed": "Akun diubah.", "The account was changed.";
        "code_issued": "Kode baru siap. Serahkan kepada pemiliknya.", "The new code is ready. Hand it to its owner.";
        "activated": "Kata sandi disimpan. Silakan masuk.", "The password was saved. Please sign in.";
        "import_received": "Berkas diterima.", "The file is here.";
        "import_mapped": "Arti kolom disimpan. Berkas dibandingkan lagi.", "The meaning of the columns was saved. The file is being compared anew.";
        "import_again": "Berkas dibandingkan lagi.", "The file is being compared anew.";
        "import_confirmed": "Disetujui. Berkas sedang diambil alih.", "Agreed. The file is being taken over.";
        "import_cancelled": "Impor dibatalkan.", "The import was given up.";
        "question_left": "Pertanyaan dibiarkan. Tidak ada yang diubah.", "The question was left. Nothing was changed.";
        "question_taken": "Baris itu diambil ke data penduduk.", "The row was taken into the register.";
        "question_merged": "Kedua data sekarang satu orang.", "The two lines are one person now.";
        "signed_out": "Anda sudah keluar.", "You have signed out.";
        "ready": "Akun dibuat. Silakan masuk.", "The account was created. Please sign in.";
    }
}
