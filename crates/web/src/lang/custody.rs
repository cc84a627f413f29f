//! Texts of the shelves and the pick-up desk.

super::texts! {
    shelf_title: "Rak kartu", "Card shelves";
    shelf_scan: "Taruh kartu di rak", "Put a card on a shelf";
    shelf_scan_lead: "Pindai resi pada kartu, lalu pindai label rak.", "Scan the receipt with the card, then scan the shelf's label.";
    shelf_code: "Kode rak", "Shelf code";
    shelf_code_hint: "Pindai label rak. Contoh: RAK-01", "Scan the shelf's label. Example: RAK-01";
    receipt_hint: "Pindai kode QR pada resi, atau ketik nomornya.", "Scan the QR code on the receipt, or type the number.";
    shelf_button: "Taruh di rak", "Put on the shelf";
    shelf_loose: "Sudah dicetak, belum di rak", "Printed, not on a shelf";
    shelf_loose_empty: "Semua kartu yang dicetak sudah ada di rak.", "Every printed card is on a shelf.";
    shelf_printed: "Dicetak", "Printed";
    shelf_list: "Isi rak", "What the shelves hold";
    shelf_list_empty: "Belum ada kartu di rak.", "There are no cards on the shelves yet.";
    shelf_word: "Rak", "Shelf";
    shelf_where: "Tempat", "Place";
    shelf_cards: "Kartu", "Cards";
    shelf_oldest: "Paling lama", "Longest";

    pickup_title: "Serahkan kartu", "Hand over a card";
    pickup_scan_button: "Tampilkan", "Show";
    pickup_who: "Siapa yang berdiri di depan Anda?", "Who stands before you?";
    pickup_place: "Ambil kartu di", "Fetch the card from";
    pickup_blocked: "Kartu ini belum dapat diserahkan", "This card cannot be handed over yet";
    pickup_identity: "Pemeriksaan identitas", "Identity check";
    pickup_identity_hint: "Cocokkan wajah dengan foto pada kartu baru. Tanyakan tanggal lahir dan alamat.", "Compare the face with the photo on the new card. Ask for the date of birth and the address.";
    pickup_identity_checked: "Identitas sudah diperiksa dan cocok", "The identity was checked and matches";
    pickup_old_card: "Kartu lama", "Old card";
    pickup_button: "Serahkan kartu", "Hand over the card";
    pickup_next: "Penyerahan berikutnya", "Next handover";
    pickup_done(receipt: &str): "Kartu dengan resi {receipt} sudah diserahkan.", "The card with receipt {receipt} was handed over.";
}
