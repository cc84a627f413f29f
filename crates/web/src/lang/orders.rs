//! Words for proposed acts: their names, their fields, what became of them.

super::code_tables! {
    /// What became of a proposal.
    proposal_state {
        "open": "menunggu orang kedua", "waiting for a second person";
        "approved": "disetujui", "approved";
        "declined": "ditolak", "declined";
        "withdrawn": "ditarik kembali", "taken back";
    }
    /// An act that can be proposed.
    order_name {
        "add_person": "Tambah penduduk", "Add a person";
        "open_case": "Buka permohonan", "Open a request";
        "add_documents": "Tambah berkas permohonan", "Add documents to a request";
        "record_biometrics": "Catat perekaman", "Note a recording";
        "observe_central": "Catat status pusat", "Note a central status";
        "cancel_case": "Batalkan permohonan", "Cancel a request";
        "record_print": "Catat hasil cetak", "Record a print result";
        "shelve_card": "Taruh kartu di rak", "Put a card on a shelf";
        "forward_card": "Kirim kartu ke kantor desa/kelurahan", "Send a card to the village office";
        "hand_over": "Serahkan kartu", "Hand a card over";
        "receive_blanks": "Terima kiriman blangko", "Receive a delivery of blanks";
        "move_blanks": "Pindahkan blangko", "Move blanks";
        "spoil_blanks": "Catat blangko rusak", "Record spoiled blanks";
        "open_repair": "Buka perbaikan rekaman", "Open a repair of a record";
        "note_repair_letter": "Catat surat perbaikan", "Note a letter for a repair";
        "note_repair_reply": "Catat balasan surat perbaikan", "Note the answer for a repair";
        "appoint_rerecording": "Panggil rekam ulang", "Call in to be recorded again";
        "close_repair": "Tutup perbaikan rekaman", "Close a repair of a record";
        "note_whereabouts": "Catat keberadaan", "Note whereabouts";
        "open_account": "Buka akun pegawai", "Open a staff account";
        "change_account": "Ubah akun pegawai", "Change a staff account";
        "confirm_import": "Ambil alih berkas impor", "Take an imported file over";
        "leave_question": "Biarkan pertanyaan identitas", "Leave a question of identity";
        "take_row": "Ambil baris berkas ke data penduduk", "Take a file's row into the register";
        "merge_people": "Gabungkan dua data menjadi satu orang", "Make one person of two lines";
        "issue_code": "Beri kode kata sandi baru", "Give a new password code";
    }
    /// A field of what is proposed.
    content_field {
        "nik": "NIK", "National number (NIK)";
        "kk": "Nomor KK", "KK number";
        "name": "Nama lengkap", "Full name";
        "birth_place": "Tempat lahir", "Place of birth";
        "birth_date": "Tanggal lahir", "Date of birth";
        "sex": "Jenis kelamin", "Sex";
        "marital": "Status perkawinan", "Marital status";
        "village": "Desa/kelurahan", "Village or ward";
        "address": "Alamat", "Address";
        "rt": "Rukun tetangga (RT)", "Neighbourhood (RT)";
        "rw": "Rukun warga (RW)", "Ward block (RW)";
        "phone": "Nomor HP", "Mobile phone";
        "person": "Nomor penduduk di Loket", "Person's number in Loket";
        "purpose": "Keperluan", "Purpose";
        "damage": "Keadaan kartu rusak", "State of the damaged card";
        "documents": "Berkas", "Documents";
        "case": "Permohonan", "Request";
        "code": "Status pusat", "Central status";
        "observed_on": "Terlihat pada", "Seen on";
        "reason": "Alasan", "Reason";
        "printer": "Printer yang dipakai", "Printer used";
        "spoiled": "Penyebab gagal", "Cause of the failure";
        "shelf": "Rak", "Shelf";
        "identity_checked": "Identitas diperiksa", "Identity checked";
        "old_card": "Kartu lama", "Old card";
        "label": "Nomor kiriman", "Number of the delivery";
        "source": "Asal", "Source";
        "store": "Gudang", "Store";
        "quantity": "Jumlah", "Quantity";
        "from": "Dari", "From";
        "to": "Ke", "To";
        "cause": "Penyebab", "Cause";
        "account": "Akun", "Account";
        "username": "Nama pengguna", "User name";
        "staff": "NIP atau NIK", "NIP or NIK of the owner";
        "role": "Peran", "Role";
        "number": "Nomor surat", "Number of the letter";
        "on": "Pada tanggal", "On the day";
        "reply_due": "Balasan diharapkan", "Answer expected by";
        "note": "Isi", "Content";
        "outcome": "Hasil", "Outcome";
        "stay": "Keberadaan", "Whereabouts";
        "posting": "Penempatan", "Posting";
        "import": "Impor", "Import";
        "question": "Pertanyaan identitas", "Question of identity";
        "row": "Baris yang diambil", "The row that is taken";
        "keep": "Nomor penduduk yang tetap dipakai", "Number of the person who stays";
        "take": "Diambil dari data yang ditutup", "Taken from the line that is closed";
        "active": "Boleh masuk", "May sign in";
    }
}
