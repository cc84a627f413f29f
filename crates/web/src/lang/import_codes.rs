//! Words for the codes of the import centre: layouts, columns, kinds of rows, warnings, questions.

super::code_tables! {
    /// Where an import stands.
    import_state {
        "mapping": "Arti kolom belum dipastikan", "Columns to be confirmed";
        "checking": "Sedang dibandingkan", "Being compared";
        "ready": "Menunggu persetujuan", "Waiting for a yes";
        "applying": "Sedang diambil alih", "Being taken over";
        "done": "Selesai diambil alih", "Taken over";
        "cancelled": "Dibatalkan", "Given up";
    }
    /// A layout in a few words.
    layout_name {
        "siak": "Ekspor SIAK", "SIAK export";
        "bip_recording": "BIP dengan status rekam", "BIP with recording status";
        "bip_2012": "BIP 2012", "BIP of 2012";
        "bip_2016": "BIP 2016", "BIP of 2016";
        "bip_family": "BIP per keluarga", "BIP by family";
        "table": "Tabel", "Table";
        "status_list": "Daftar status pusat", "List of central statuses";
    }
    /// What a layout is, in a line.
    layout_meaning {
        "siak": "Ekspor data penduduk SIAK ke Excel, 37 kolom.", "The register exported from SIAK to Excel, 37 columns.";
        "bip_recording": "Buku induk penduduk, 19 kolom, dengan status perekaman.", "Register book of 19 columns with the recording status.";
        "bip_2012": "Buku induk dengan NO.KK dan ALAMAT di atas setiap keluarga; kolom KTPEL berisi status.", "Register book with NO.KK and ALAMAT above each family; the column KTPEL has the status.";
        "bip_2016": "Buku induk 12 kolom dengan provinsi sampai desa dan periode di atasnya.", "Register book of 12 columns with province to village and the period above.";
        "bip_family": "Satu keluarga per blok, dengan kolom KET.", "One family a block, with a column KET.";
        "table": "Tabel apa pun dengan judul kolom, CSV atau Excel; arti kolomnya Anda pastikan.", "Any table with titles, CSV or Excel; you confirm what its columns mean.";
        "status_list": "NIK, status dari pusat, dan tanggalnya.", "NIK, the centre's status, and its day.";
    }
    /// What a column means.
    column_name {
        "kk": "Nomor Kartu Keluarga", "Family card number";
        "nik": "NIK", "NIK (person number)";
        "name": "Nama lengkap", "Full name";
        "birth_place": "Tempat lahir", "Place of birth";
        "birth_date": "Tanggal lahir", "Date of birth";
        "sex": "Jenis kelamin", "Sex";
        "marital": "Status perkawinan", "Marital status";
        "mother": "Nama ibu", "Mother's name";
        "province": "Provinsi", "Province";
        "regency": "Kabupaten/kota", "Regency or city";
        "subdistrict": "Kecamatan", "Sub-district";
        "village": "Desa/kelurahan", "Village or ward";
        "address": "Alamat", "Address";
        "hamlet": "Dusun", "Hamlet";
        "rt": "Rukun tetangga (RT)", "Neighbourhood (RT)";
        "rw": "Rukun warga (RW)", "Ward block (RW)";
        "phone": "Nomor HP", "Mobile phone";
        "life": "Status hidup (hidup, mati, pindah)", "Life status (alive, dead, moved)";
        "central": "Status pusat", "Central status";
        "central_date": "Tanggal status pusat", "Day of the central status";
    }
    /// What was cleaned in a cell.
    cleaning {
        "invisible": "tanda yang tidak terlihat dibuang", "invisible characters taken out";
        "separators": "titik, spasi atau tanda hubung di dalam nomor dibuang", "dots, blanks or hyphens inside the number taken out";
        "blanks": "spasi ganda menjadi satu", "doubled blanks became one";
        "apostrophe": "tanda petik di depan angka dibuang", "the apostrophe before the number taken out";
        "apostrophe_sign": "tanda petik atau kutip ditulis seperti biasa", "an apostrophe written in the usual way";
    }
    /// What is odd about a row that is taken.
    row_warning {
        "birth_date_differs_from_nik": "berbeda dari tanggal lahir di dalam NIK.", "differs from the birth date in the NIK.";
        "sex_differs_from_nik": "berbeda dari jenis kelamin di dalam NIK.", "differs from the sex in the NIK.";
        "nik_area_former": "kode wilayahnya tidak ada lagi di tabel sekarang.", "its area code is not in today's tables.";
        "sex_from_nik": "tidak tertulis; diambil dari NIK.", "not written; taken from the NIK.";
        "marital_assumed": "tidak tertulis; dicatat belum kawin.", "not written; noted as single.";
        "status_too_vague": "terlalu umum untuk dicatat; status yang sudah diketahui tetap berlaku.", "says too little to be noted; the status that was known stays.";
        "cell_ignored": "tidak terbaca; yang lama tetap berlaku.", "cannot be read; what was known stays.";
    }
    /// A kind of rows, as the tab above them.
    shown_kind {
        "refused": "Ditolak", "Refused";
        "held": "Ditanyakan", "Asked about";
        "warned": "Perlu diperhatikan", "To be noted";
        "changed": "Berubah", "Changed";
        "new": "Baru", "New";
        "same": "Tetap", "Unchanged";
    }
    /// What a kind of rows means.
    shown_kind_meaning {
        "refused": "Ada yang salah di baris ini. Tidak diambil alih; dapat diperbaiki lalu diunggah lagi.", "Something is wrong with these rows. They are not taken over; they can be mended and uploaded again.";
        "held": "Loket tidak dapat memastikan siapa orangnya. Setelah impor diambil alih, baris ini menjadi pertanyaan identitas.", "Loket cannot tell who this is. Once the import is taken over, these rows become questions of identity.";
        "warned": "Diambil alih, tetapi ada yang janggal. Baris ini juga dihitung sebagai baru, berubah, atau tetap.", "These are taken over, though something is odd. They are counted as new, changed or unchanged as well.";
        "changed": "Data atau status pusat orang ini akan berubah. Yang berubah diberi tanda.", "This person's data or central status would change. What changes is marked.";
        "new": "Orang yang belum ada di data penduduk.", "People who are not in the register yet.";
        "same": "Sudah sama dengan data penduduk.", "These say what the register says already.";
    }
    /// What a file would do to many people at once.
    import_measure {
        "left": "Orang yang meninggal, pindah atau tidak valid", "People who died, moved or are not valid";
        "moved_out": "Orang yang pindah ke kabupaten/kota lain", "People who moved to another regency";
        "births": "Tanggal lahir yang berubah", "Birth dates that change";
    }
    /// What is asked, in a few words.
    question_kind {
        "no_nik": "Baris tanpa NIK", "Row without a NIK";
        "same_nik_in_file": "Satu NIK, beberapa baris", "One NIK, several rows";
        "nik_two_people": "Satu NIK, dua orang", "One NIK, two people";
        "two_niks": "Satu orang, dua NIK", "One person, two NIKs";
    }
    /// What is asked, in a sentence.
    question_meaning {
        "no_nik": "Baris ini tidak mempunyai NIK. Siapa orangnya?", "This row has no NIK. Who is it?";
        "same_nik_in_file": "Beberapa baris dalam satu berkas memakai NIK yang sama dengan isi yang berbeda. Mana yang benar?", "Rows of one file bear one NIK and say different things. Which one is right?";
        "nik_two_people": "Baris ini memakai NIK orang yang ada di data penduduk, tetapi tampaknya orang lain. Mana yang benar?", "This row bears the NIK of somebody in the register and seems to be about another person. Which one is right?";
        "two_niks": "Nama, tanggal lahir dan nama ibu sama, tetapi NIK-nya berbeda. Apakah ini satu orang?", "Name, birth date and mother are equal, and the NIKs differ. Is this one person?";
    }
    /// How a question was answered.
    question_state {
        "open": "menunggu jawaban", "waiting for an answer";
        "left": "dibiarkan", "left as it was";
        "taken": "satu baris diambil", "one row was taken";
        "merged": "digabungkan", "made one person";
    }
}
