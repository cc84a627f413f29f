//! Texts of the ready-to-print list and of recording a print result.

super::texts! {
    queue_title: "Siap cetak", "Ready to print";
    queue_lead: "Urut menurut golongan prioritas, lalu yang paling lama menunggu.", "In order of priority class, then the longest waiting.";
    queue_total(n: i64): "{n} kartu siap cetak", "{n} card ready to print" | "{n} cards ready to print";
    queue_blanks(n: i64): "Blangko di printer: {n}", "Blanks at the printers: {n}";
    queue_filter: "Saring menurut kecamatan", "Filter by sub-district";
    queue_filter_all: "Semua kecamatan", "All sub-districts";
    queue_filter_button: "Saring", "Filter";
    queue_empty: "Tidak ada kartu yang siap cetak", "No card is ready to print";
    queue_empty_do: "Kartu muncul di sini setelah pusat menyatakan datanya siap cetak dan berkasnya lengkap.", "A card appears here once the centre has it as ready to print and its documents are complete.";
    queue_order: "Urutan", "Order";
    queue_class: "Prioritas", "Priority";
    queue_waiting: "Menunggu", "Waiting";
    queue_record: "Catat hasil", "Record result";
    queue_record_for(name: &str): "Catat hasil cetak untuk {name}", "Record the print result for {name}";

    result_title: "Catat hasil cetak", "Record the print result";
    result_lead: "Cetak dulu di aplikasi pusat, periksa kartunya, lalu catat hasilnya di sini.", "Print in the centre's application first, check the card, then record the result here.";
    printer: "Printer", "Printer";
    printer_choose: "Pilih printer", "Choose the printer";
    printer_blanks(name: &str, n: i64): "{name} · sisa {n} blangko", "{name} · {n} blanks left";
    printer_none: "Tidak ada printer yang memegang blangko. Pindahkan blangko ke printer dulu.", "No printer holds blanks. Move blanks to a printer first.";
    result_word: "Hasil", "Result";
    result_good: "Baik", "Good";
    result_good_hint: "Foto, tulisan dan cip sudah diperiksa. Kartu lama menjadi tidak berlaku.", "Photo, text and chip were checked. The old card becomes invalid.";
    result_spoiled: "Gagal", "Spoiled";
    result_spoiled_hint: "Blangko rusak dan disimpan untuk dimusnahkan. Kartu kembali ke antrean.", "The blank is spoiled and kept for destruction. The card goes back to the queue.";
    cause_word: "Sebab kegagalan", "Cause of the failure";
    cause_hint: "Diisi hanya bila hasilnya gagal.", "Only when the result is spoiled.";
    result_button: "Catat hasil", "Record the result";
}
