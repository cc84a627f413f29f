//! Texts of the blanks' page.

super::texts! {
    stock_title: "Blangko", "Blanks";
    stock_balances: "Persediaan menurut tempat", "Balances by place";
    stock_place: "Tempat", "Place";
    stock_empty: "Belum ada blangko yang dicatat", "No blanks have been recorded yet";
    stock_empty_do: "Catat kiriman pertama pada formulir terima blangko di bawah.", "Record the first delivery in the form below.";
    stock_equation: "Persamaan blangko", "The blank equation";
    stock_equation_lead(received: i64, found: i64): "Diterima {received} keping; tercatat di semua bagian {found} keping.", "Received: {received}; recorded in all parts: {found}.";
    stock_equation_title: "Ke mana blangko yang diterima", "Where the received blanks are";
    stock_equation_holds: "Persamaan cocok. Tidak ada selisih.", "The equation holds. There is no difference.";
    stock_difference(n: i64): "Ada selisih {n} keping. Hitung ulang dan laporkan kepada kepala seksi.", "There is a difference of {n}. Count again and tell the section head.";
    stock_part(name: &str, n: i64): "{name} {n}", "{name}: {n}";
    stock_part_word: "Bagian", "Part";
    quantity: "Jumlah (keping)", "Quantity (pieces)";
    stock_acts: "Catat perubahan", "Record a change";

    receive_heading: "Terima blangko", "Receive blanks";
    receive_lot: "Nomor kiriman", "Lot number";
    receive_lot_hint: "Nomor dus atau nomor berita acara.", "The box number or the number of the minutes.";
    receive_source: "Asal", "Source";
    receive_letter: "Nomor surat", "Letter number";
    receive_button: "Catat penerimaan", "Record the delivery";
    move_heading: "Pindahkan blangko", "Move blanks";
    move_from: "Dari", "From";
    move_to: "Ke", "To";
    move_hint: "Misalnya dari gudang ke printer, atau sisa dari printer ke gudang.", "For example from the store to a printer, or what is left back to the store.";
    move_button: "Catat perpindahan", "Record the move";
    spoil_heading: "Catat blangko rusak", "Record spoiled blanks";
    spoil_place: "Rusak di", "Spoiled at";
    spoil_hint: "Untuk blangko yang rusak sebelum dicetak. Cetakan gagal dicatat pada permohonannya.", "For blanks spoiled before printing. Failed prints are recorded at the request.";
    spoil_button: "Catat rusak", "Record as spoiled";
    choose_place: "Pilih tempat", "Choose a place";

    movements_heading: "Mutasi terakhir", "Last movements";
    movements_empty: "Belum ada mutasi.", "No movements yet.";
    movement_what: "Mutasi", "Movement";
    movement_quantity: "Keping", "Pieces";
    movement_route: "Dari → ke", "From → to";
}
