//! Texts about questions of identity.

super::texts! {
    questions_title: "Pertanyaan identitas", "Questions of identity";
    questions_lead: "Di sini Loket tidak memutuskan sendiri: periksa berkas atau tanyakan kepada orangnya, lalu jawab.", "Here Loket does not decide by itself: look at the papers or ask the person, then answer.";
    questions_empty: "Tidak ada pertanyaan", "There are no questions";
    questions_empty_do: "Pertanyaan muncul di sini bila sebuah impor memuat baris yang orangnya tidak pasti.", "Questions appear here when an import has rows of which it is not certain whose they are.";
    questions_all: "Semua", "All";
    questions_kinds: "Jenis pertanyaan", "Kinds of questions";
    questions_max(n: i64): "Ditampilkan {n} yang paling lama menunggu.", "The {n} that wait longest are shown.";
    question_word: "Pertanyaan", "Question";
    question_about: "Tentang", "About";
    question_since: "Sejak", "Since";
    question_rows(n: i64): "{n} baris berkas", "{n} row of a file" | "{n} rows of a file";
    question_from: "Dari impor", "From the import";
    question_compare: "Bandingkan", "Side by side";
    question_field: "Isian", "Field";
    question_person(n: i64): "Orang {n} (di data penduduk)", "Person {n} (in the register)";
    question_row(n: i64): "Baris {n} (dari berkas)", "Row {n} (from the file)";
    question_differs: "berbeda", "differs";
    question_unsaid: "tidak disebut", "not said";
    question_without_nik: "tanpa NIK", "without a NIK";
    question_elsewhere: "kabupaten/kota lain", "another regency";
    question_leave: "Biarkan seperti sekarang", "Leave things as they are";
    question_leave_will: "Tidak ada yang berubah: baris dari berkas tidak diambil, orang tetap terpisah. Pertanyaan yang sama tidak muncul lagi.", "Nothing changes: the rows are not taken, the people stay apart. The same question does not come again.";
    question_note: "Alasannya", "The reason";
    question_note_hint: "Misalnya: sudah dicek di KK, dua orang kembar.", "For example: checked on the family card, they are twins.";
    question_leave_button: "Biarkan", "Leave it";
    question_take: "Ambil satu baris", "Take one row";
    question_take_known: "Isi baris itu menjadi data orang dengan NIK yang sama; yang tidak disebut tetap. Bila NIK itu belum ada, orangnya ditambahkan.", "What the row says becomes the data of the person with its NIK; what it does not say stays. If the NIK is unknown, the person is added.";
    question_take_chosen: "Isi baris itu menjadi data orang yang nomornya Anda tulis; NIK orang itu tidak berubah, dan yang tidak disebut tetap.", "What the row says becomes the data of the person whose number you write; that person's NIK stays, and so does what is not said.";
    question_take_which: "Baris yang benar", "The right row";
    question_take_found: "Orang dengan nama yang sama atau mirip", "People of the same or a similar name";
    question_take_other: "Orang lain, dengan nomor di bawah", "Somebody else, by the number below";
    question_take_person: "Nomor penduduk di Loket", "The person's number in Loket";
    question_take_person_hint: "Cari dulu orangnya dengan kotak pencarian di atas; nomornya tertulis di alamat halaman orang itu, setelah /penduduk/.", "First find the person with the search box above; the number stands in the address of the person's page, after /penduduk/.";
    question_take_button: "Ambil baris ini", "Take this row";
    question_merge: "Gabungkan menjadi satu orang", "Make one person of them";
    question_merge_will: "Data yang lain ditutup, dan kartu yang tercetak dengan NIK-nya tidak berlaku lagi. Ini tidak dapat dibatalkan.", "The other line is closed, and a card printed under its NIK becomes invalid. This cannot be undone.";
    question_keep: "Yang tetap dipakai", "Who stays";
    question_keep_choice(n: i64, nik: &str): "Orang {n}, NIK {nik}", "Person {n}, NIK {nik}";
    question_take_over: "Yang diambil dari data yang ditutup", "What is taken from the line that is closed";
    question_take_over_hint: "Yang tidak dicentang tetap seperti pada orang yang tetap dipakai.", "What is not ticked stays as it is with the person who stays.";
    question_merge_button: "Gabungkan", "Make them one";
    question_second: "Jawaban ini menjadi usulan: baru dilakukan setelah orang kedua menyetujuinya.", "This answer becomes a proposal: it is done only when a second person approves it.";
    question_answered: "Pertanyaan ini sudah dijawab", "This question is answered";
    question_answered_at: "Dijawab", "Answered at";
    question_choose_row: "Pilih baris yang benar.", "Choose the right row.";
    question_choose_keep: "Pilih orang yang tetap dipakai.", "Choose who stays.";

    refusal_no_question: "Pertanyaan ini tidak ada. Buka daftar pertanyaan.", "There is no such question. Open the list of questions.";
    refusal_question_answered: "Pertanyaan ini sudah dijawab. Muat ulang halaman untuk melihat jawabannya.", "This question is answered already. Reload the page to see the answer.";
    refusal_question_does_not_fit: "Jawaban ini tidak cocok dengan pertanyaannya. Untuk baris tanpa NIK tulis nomor penduduknya; untuk orang baru barisnya harus lengkap.", "This answer does not fit the question. For a row without a NIK write the person's number; for somebody new the row must be complete.";
    refusal_question_open_case: "Orang yang datanya akan ditutup masih punya permohonan yang berjalan. Selesaikan atau batalkan dulu, atau pilih orang itu sebagai yang tetap dipakai.", "The person whose line would be closed has an open request. Finish or cancel it first, or choose that person as the one who stays.";
}
