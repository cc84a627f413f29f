//! Why notices, batches and the pick-up desk say no, and what to do about it.

super::texts! {
    custody_missing: "Tidak ditemukan di tempatnya", "Not found where it should be";
    next_arrive: "Tanda tangani penerimaan kartu di desa/kecamatan", "Sign for the card at the village or sub-district";
    refusal_no_notice: "Pesan ini tidak ada. Muat ulang halaman.", "There is no such notice. Reload the page.";
    refusal_no_phone: "Pemohon ini tidak punya nomor HP. Beri tahu lewat desa, keluarga, atau sekolah, lalu catat.", "This applicant has no mobile number. Tell them through village, family or school, and note it.";
    refusal_stopped: "Nomor ini minta tidak dikirimi pesan. Beri tahu dengan cara lain, lalu catat.", "This number wants no messages. Tell them in another way, and note it.";
    refusal_no_template(purpose: &str): "Tidak ada naskah pesan untuk \"{purpose}\" pada hari ini. Tambahkan di tabel aturan.", "There is no text of a notice for \"{purpose}\" on this day. Add one to the rule table.";
    refusal_nothing_to_say: "Tidak ada yang perlu diberitahukan tentang permohonan ini sekarang. Muat ulang halaman.", "There is nothing of this kind to be said about this request now. Reload the page.";
    refusal_notice_waiting: "Pesan untuk permohonan ini masih menunggu dikirim. Tunggu sampai terkirim.", "A notice about this request still waits to be sent. Wait until it is.";
    refusal_no_message: "Pesan masuk ini tidak ada.", "There is no such message.";
    refusal_message_closed: "Pesan masuk ini sudah diselesaikan petugas lain.", "Another officer dealt with this message already.";
    refusal_no_batch: "Berita acara ini tidak ada.", "There is no such batch.";
    refusal_batch_state(state: &str): "Berita acara ini sekarang \"{state}\", jadi tindakan ini tidak dapat dilakukan. Muat ulang halaman.", "This batch is now \"{state}\", so this is not possible. Reload the page.";
    refusal_not_in_batch: "Kartu ini tidak ada dalam berita acara ini. Periksa nomor resinya.", "This card is not in this batch. Check its receipt number.";
    refusal_already_packed: "Kartu ini sudah ada dalam berita acara ini.", "This card is in this batch already.";
    refusal_batch_empty: "Berita acara ini kosong. Pindai kartunya lebih dulu.", "This batch is empty. Scan its cards first.";
    refusal_site_closed(place: &str): "{place} sedang tidak menerima kartu. Pilih tempat lain, atau buka lagi tempat itu.", "{place} takes no cards for now. Choose another place, or open that one again.";
    refusal_wrong_site(place: &str): "Pemegang kartu ini tidak tinggal di wilayah {place}. Masukkan ke berita acara lain.", "The holder of this card does not live in the area of {place}. Put it into another batch.";
    refusal_card_elsewhere: "Kartu ini tidak ada di sini: dalam perjalanan, di tempat lain, hilang, atau sudah diserahkan. Periksa di mana kartunya.", "This card is not here: on its way, elsewhere, missing, or handed over. See where it is.";
    refusal_signed_otherwise: "Berita acara ini sudah ditandatangani dengan isi lain. Catat yang ditemukan atau kembali satu per satu.", "This batch was signed for something else. Note what was found or came back one by one.";
    refusal_no_more_tries(max: i64): "Pos sudah datang {max} kali. Terima kembali kartunya.", "The postman came {max} times. Take the card back.";
    refusal_still_in_post(receipt: &str, number: &str): "Kartu {receipt} tercatat dikirim dengan pos, berita acara {number}. Terima kembali di halaman berita acara itu, dengan alasannya.", "The card of {receipt} went by post with batch {number}. Take it back on that batch's page, with the reason.";
    refusal_holder_died: "Menurut data penduduk pemilik kartu ini sudah meninggal. Kartu tidak diserahkan; bila datanya salah, perbaiki dahulu.", "The holder of this card is dead by the register. The card is not handed over; if the register is wrong, have it put right first.";
    refusal_on_shelf: "Kartu ini tercatat di kantor. Hitung raknya: yang tidak ada di sana dicatat hilang.", "This card is booked at the office. Count its shelf: what is not there is noted as missing.";
    refusal_nobody_signed: "Isi nama yang menerima.", "Fill in who signed for the other side.";
    refusal_proxy_not_allowed(rule: &str): "Menurut {rule} kartu ini tidak boleh diambil orang ini. Minta pemegangnya datang.", "By {rule} this person may not fetch the card. Ask its holder to come.";
    refusal_letter_missing: "Surat kuasa belum diserahkan. Isi nomornya.", "The power of attorney is missing. Fill in its number.";
    refusal_proxy_limit(max: i64, days: i64): "Orang ini sudah mengambil {max} kartu orang lain dalam {days} hari. Minta pemegangnya datang sendiri.", "This person fetched {max} cards of others within {days} days. Ask the holder to come.";
    refusal_proxy_is_holder: "Ini pemegang kartunya sendiri. Serahkan kartu tanpa wakil.", "This is the holder. Hand the card over without a proxy.";
}
