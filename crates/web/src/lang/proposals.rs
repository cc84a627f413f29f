//! Texts about acts that need a second person.

super::texts! {
    proposals_title: "Usulan", "Proposals";
    proposals_lead: "Sebagian tindakan baru dilakukan setelah disetujui orang kedua. Usulan berlaku 24 jam.", "Some acts are done only when a second person approves them. A proposal holds for 24 hours.";
    proposals_waiting: "Menunggu persetujuan", "Waiting for approval";
    proposals_done: "Sudah selesai", "Settled";
    proposals_empty: "Tidak ada usulan", "There are no proposals";
    proposals_empty_do: "Bila seseorang mengusulkan tindakan yang memerlukan orang kedua, misalnya membuka akun pegawai, usulannya muncul di sini.", "When somebody proposes an act that needs a second person, such as opening a staff account, it appears here.";
    proposals_none_waiting: "Tidak ada yang menunggu.", "Nothing waits.";
    proposal_act: "Tindakan", "Act";
    proposal_by: "Diusulkan oleh", "Proposed by";
    proposal_at: "Pada", "At";
    proposal_until: "Berlaku sampai", "Holds until";
    proposal_decided_by: "Diputuskan oleh", "Decided by";
    proposal_decided_at: "Diputuskan pada", "Decided at";
    proposal_reason: "Alasan penolakan", "Reason of the refusal";
    proposal_person: "Menyangkut penduduk", "Concerns the person";
    proposal_account: "Akun sekarang", "The account now";
    proposal_content: "Yang diusulkan", "What is proposed";
    proposal_code_ready: "Kode aktivasinya siap. Ambil di daftar pegawai dan serahkan kepada pemiliknya", "The activation code is ready. Take it from the staff accounts and hand it to its owner";
    proposal_digest: "Sidik isi", "Fingerprint of the content";
    proposal_digest_hint: "Yang disetujui tepat isi ini; bila berubah, sidiknya berubah.", "Exactly this content is approved; if it changes, so does the fingerprint.";
    proposal_hidden: "Tidak ditampilkan untuk peran Anda", "Not shown to your role";
    proposal_expired: "Lewat 24 jam", "Past 24 hours";
    proposal_decide: "Keputusan Anda", "Your decision";
    proposal_decide_lead: "Baca isinya dulu. Tindakan ini dilakukan segera setelah Anda setujui, atas nama pengusul dan Anda.", "Read the content first. The act is done as soon as you approve, in the proposer's name and yours.";
    proposal_password_hint: "Kata sandi Anda sendiri, agar pasti bahwa Anda yang memutuskan.", "Your own password, to be sure that it is you who decides.";
    proposal_approve: "Setujui", "Approve";
    proposal_approve_button: "Setujui dan lakukan", "Approve and do it";
    proposal_decline: "Tolak", "Decline";
    proposal_decline_reason: "Alasan penolakan", "Reason of the refusal";
    proposal_decline_hint: "Pengusul membaca alasan ini.", "The proposer reads this reason.";
    proposal_decline_button: "Tolak usulan", "Decline the proposal";
    proposal_own: "Ini usulan Anda. Orang lain yang memutuskannya.", "This is your proposal. Somebody else decides on it.";
    proposal_withdraw_button: "Tarik kembali usulan", "Take the proposal back";
    proposal_other_decides: "Kepala seksi atau kepala dinas yang memutuskannya.", "The section head or the head of the office decides on it.";
    whole_office: "Seluruh kantor", "The whole office";
    todo_proposals(n: i64): "Putuskan {n} usulan yang menunggu orang kedua", "Decide on {n} proposal that waits for a second person" | "Decide on {n} proposals that wait for a second person";
    todo_own_proposals(n: i64): "{n} usulan Anda menunggu orang kedua", "{n} proposal of yours waits for a second person" | "{n} proposals of yours wait for a second person";
    todo_proposals_why: "Usulan berlaku 24 jam.", "A proposal holds for 24 hours.";

    refusal_no_proposal: "Usulan ini tidak ada. Buka daftar usulan.", "There is no such proposal. Open the list of proposals.";
    refusal_not_open(state: &str): "Usulan ini sudah selesai: {state}. Tidak ada lagi yang perlu diputuskan.", "This proposal is settled: {state}. There is nothing left to decide.";
    refusal_expired: "Usulan ini sudah lewat 24 jam. Minta pengusul mengusulkannya lagi.", "This proposal is past its 24 hours. Ask the proposer to propose it again.";
    refusal_clock: "Jam server lebih awal daripada waktu usulan. Minta petugas server memeriksa jamnya; usulan tidak berubah.", "The server's clock stands before the time of the proposal. Have the clock checked; the proposal stays as it is.";
    refusal_content_changed: "Isi usulan bukan lagi yang Anda baca. Muat ulang halaman, baca lagi, lalu putuskan.", "The content is not what you read any more. Reload the page, read it again, then decide.";
    refusal_same_person: "Pengusul tidak dapat memutuskan usulannya sendiri, juga tidak dengan akun keduanya. Minta orang lain.", "A proposer cannot decide on the own proposal, nor with a second account. Ask somebody else.";
    refusal_beneficiary: "Usulan ini menyangkut akun salah satu dari Anda berdua. Minta orang lain mengusulkan atau menyetujuinya.", "This proposal concerns the account of one of the two of you. Have somebody else propose or approve it.";
    refusal_proposer_may_not: "Pengusul sudah tidak berhak melakukan tindakan ini. Tolak usulannya.", "The proposer may not do this act any more. Decline the proposal.";
    refusal_reauthentication: "Kata sandi tidak cocok. Ketik kata sandi Anda sendiri.", "The password does not match. Type your own password.";
    refusal_not_yours: "Hanya pengusul yang dapat menarik kembali usulan ini. Anda dapat menolaknya.", "Only the proposer can take this proposal back. You can decline it.";
}
