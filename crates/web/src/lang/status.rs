//! Texts of the public status page, and of the promise of one-day service.

#[cfg(test)]
pub(super) use codes::TEXTS as CODES;
#[cfg(test)]
pub(super) use words::TEXTS as WORDS;

mod words {
    crate::lang::texts! {
        status_title: "Di mana KTP-el saya?", "Where is my identity card?";
        status_lead: "Isi nomor resi dan PIN yang tercetak pada resi.", "Fill in the receipt number and the PIN that stand on your receipt.";
        status_pin_hint: "Enam angka. Jangan berikan kepada orang lain.", "Six digits. Give them to nobody else.";
        status_ask: "Lihat status", "Show the status";
        status_again: "Periksa resi lain", "Ask about another receipt";
        status_none: "Resi dan PIN ini tidak cocok, atau terlalu sering dicoba.", "This receipt and PIN do not match, or were tried too often.";
        status_none_check: "Periksa lagi nomor resi dan keenam angka PIN. Huruf O dan I tidak dipakai; mungkin itu angka 0 dan 1.", "Check the receipt number and the six digits of the PIN. The letters O and I are not used; they may be the digits 0 and 1.";
        status_none_wait: "Bila sudah benar, coba lagi besok, atau tanyakan di kantor dengan membawa resi. Tidak dipungut biaya.", "If they are right, try again tomorrow, or ask at the office with your receipt. It is free of charge.";
        status_since(day: jiff::civil::Date): "Sejak {day}", "Since {day}";
        status_todo: "Yang perlu Anda lakukan", "What you need to do";
        status_where: "Di mana", "Where";
        status_until: "Diperiksa lagi", "Looked at again";
        status_from: "Dapat dicetak mulai", "Can be printed from";
        status_stays: "Ambil sebelum", "Fetch it before";
        status_stays_then(day: jiff::civil::Date): "{day}; setelah itu kartu dikirim ke desa atau kecamatan", "{day}; after that the card goes to the village or sub-district";
        status_free: "KTP-el gratis. Tidak ada yang dapat mempercepat dengan membayar.", "The card is free of charge. Nobody can speed it up by paying.";
        status_link: "Di mana KTP-el saya?", "Where is my identity card?";

        one_day_title: "Layanan sehari jadi", "One-day service";
        one_day_lead(from: jiff::civil::Date): "Dari permohonan yang dibuka sejak {from}, berapa kartunya dicetak pada hari yang sama. Yang dibatalkan tidak dihitung.", "Of requests opened since {from}, how many cards were printed on the same day. Cancelled ones are left out.";
        one_day_from: "Sejak hari", "From day";
        one_day_show: "Tampilkan", "Show";
        one_day_empty: "Belum ada permohonan pada hari-hari ini", "There are no requests in these days";
        one_day_empty_do: "Pilih hari yang lebih awal.", "Choose an earlier day.";
        one_day_site: "Loket", "Counter";
        one_day_asked: "Diminta", "Asked for";
        one_day_same: "Hari itu juga", "Same day";
        one_day_later: "Kemudian", "Later";
        one_day_not_yet: "Belum dicetak", "Not printed yet";
        one_day_share: "Ditepati", "Kept";
        one_day_all: "Semua", "All";
    }
}

mod codes {
    crate::lang::code_tables! {
        /// Where a request stands, for the citizen.
        public_state {
            "opened": "Berkas belum lengkap", "Documents are missing";
            "waiting_recording": "Menunggu perekaman", "Waits for recording";
            "waiting_central": "Menunggu jawaban pusat", "Waits for the centre";
            "ready_to_print": "Siap dicetak", "Ready to be printed";
            "deferred": "Menunggu blangko", "Waits for blank cards";
            "in_run": "Sedang dicetak", "Being printed";
            "printed": "Kartu siap diambil", "The card is ready";
            "on_shelf": "Kartu siap diambil", "The card is ready";
            "on_the_way": "Kartu dalam perjalanan ke desa atau kecamatan", "The card is on its way to village or sub-district";
            "at_village": "Kartu siap diambil", "The card is ready";
            "sought": "Kartu sedang dicari", "The card is being looked for";
            "collected": "Kartu sudah diambil", "The card was collected";
            "cancelled": "Permohonan dibatalkan", "The request was cancelled";
        }
        /// What the citizen does now.
        public_todo {
            "opened": "Lengkapi berkas yang kurang di kantor. Bawa resi.", "Bring the missing documents to the office with your receipt.";
            "waiting_recording": "Datang ke kantor untuk difoto dan direkam. Bawa resi.", "Come to the office to be photographed and recorded. Bring your receipt.";
            "waiting_central": "Tidak ada. Pusat memeriksa rekaman Anda.", "Nothing. The centre checks your record.";
            "ready_to_print": "Tidak ada. Kami memberi tahu bila kartu sudah dicetak.", "Nothing. We tell you when the card is printed.";
            "deferred": "Tidak ada. Bila perlu surat pengganti sementara, tanyakan di loket.", "Nothing. If you need a letter in its place for now, ask at the counter.";
            "in_run": "Tidak ada. Kami memberi tahu bila kartu sudah dicetak.", "Nothing. We tell you when the card is printed.";
            "printed": "Ambil kartu. Bawa resi ini dan KTP atau suket lama.", "Fetch the card. Bring this receipt and your old card or letter.";
            "on_shelf": "Ambil kartu. Bawa resi ini dan KTP atau suket lama.", "Fetch the card. Bring this receipt and your old card or letter.";
            "on_the_way": "Tidak ada. Periksa lagi halaman ini dalam beberapa hari.", "Nothing. Look at this page again in a few days.";
            "at_village": "Ambil kartu di sana. Bawa resi ini dan KTP atau suket lama.", "Fetch the card there. Bring this receipt and your old card or letter.";
            "sought": "Tanyakan di kantor sebelum datang mengambil, bawa resi.", "Ask at the office before you come for it, with your receipt.";
            "collected": "Tidak ada.", "Nothing.";
            "cancelled": "Tanyakan di kantor, bawa resi.", "Ask at the office with your receipt.";
        }
    }
}
