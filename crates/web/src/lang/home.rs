//! Texts of the home page.

super::texts! {
    home_title: "Beranda", "Home";
    home_greeting(name: &str): "Selamat bertugas, {name}", "Welcome, {name}";
    home_search: "Cari penduduk atau pindai resi", "Find a person or scan a receipt";
    home_search_hint: "Ketik NIK, nomor KK, nomor resi, nomor HP atau nama. Pemindai dapat langsung dipakai.", "Type a NIK, KK number, receipt number, phone number or name. The scanner works here too.";
    home_todo: "Yang perlu dikerjakan sekarang", "What to do now";
    home_todo_empty: "Tidak ada yang mendesak. Layani antrean seperti biasa.", "Nothing is urgent. Serve the queue as usual.";
    home_queues: "Antrean", "Queues";
    home_queues_empty: "Semua antrean kosong.", "All queues are empty.";
    home_figures: "Keadaan hari ini", "Figures of today";
    home_figures_as_of(date: jiff::civil::Date): "Data penduduk per {date}", "Population data as of {date}";
    home_empty_heading: "Belum ada data penduduk", "No population data yet";
    home_empty: "Muat dulu data penduduk dari SIAK atau BIP, atau tambahkan penduduk satu per satu.", "Load the population data from SIAK or BIP first, or add people one by one.";
    home_empty_add: "Tambah penduduk", "Add a person";

    queue_word: "Antrean", "Queue";
    queue_count: "Jumlah", "Count";
    queue_oldest: "Tertua", "Oldest";

    figure_must_have: "Wajib KTP", "Must have a card";
    figure_recorded: "Sudah rekam", "Recorded";
    figure_unrecorded: "Belum rekam", "Not recorded";
    figure_waiting_centre: "Menunggu pusat", "Waiting for the centre";
    figure_ready: "Siap cetak", "Ready to print";
    figure_uncollected: "Sudah cetak, belum diambil", "Printed, not collected";
    figure_blanks: "Sisa blangko", "Blanks left";
    figure_handed_today: "Diserahkan hari ini", "Handed over today";
    figure_of_must_have(share: &str): "{share} dari wajib KTP", "{share} of those who must";
    figure_enough_for(n: i64): "± {n} hari kerja menurut pemakaian", "± {n} working day at recent use" | "± {n} working days at recent use";
    figure_blanks_unknown: "pemakaian belum cukup untuk dihitung", "too little use yet to tell";
    figure_printed_today(n: i64): "dicetak hari ini: {n}", "printed today: {n}";
    figure_oldest(age: &str): "tertua {age}", "oldest {age}";

    waiting_lead: "Yang paling lama menunggu di atas. Buka permohonannya untuk menindaklanjuti.", "Those that wait longest come first. Open the request to act on it.";
    waiting_more: "Hanya 200 yang pertama ditampilkan.", "Only the first 200 are shown.";
    waiting_empty: "Tidak ada yang menunggu di sini", "Nobody waits here";
    waiting_empty_do: "Permohonan muncul di sini begitu sampai pada tahap ini.", "Requests appear here as soon as they come to this stage.";
    todo_record(n: i64): "Rekam {n} orang yang menunggu perekaman", "Record {n} person who waits for it" | "Record {n} people who wait for it";
    todo_centre(n: i64): "Catat status pusat untuk {n} permohonan", "Enter the central status of {n} request" | "Enter the central status of {n} requests";
    todo_print(n: i64): "Cetak {n} kartu yang siap cetak", "Print {n} card that is ready" | "Print {n} cards that are ready";
    todo_shelve(n: i64): "Taruh {n} kartu tercetak di rak", "Put {n} printed card on a shelf" | "Put {n} printed cards on a shelf";
    todo_stuck(n: i64): "Periksa {n} rekaman yang tertahan di pusat", "Check {n} record held up at the centre" | "Check {n} records held up at the centre";
    todo_documents(n: i64): "Lengkapi berkas {n} permohonan", "Complete the documents of {n} request" | "Complete the documents of {n} requests";
    todo_uncertain(n: i64): "Pastikan {n} cetakan yang belum jelas hasilnya", "Settle {n} print whose result is not clear" | "Settle {n} prints whose result is not clear";
    todo_blanks(days: i64): "Minta blangko: sisa cukup ± {days} hari kerja", "Ask for blanks: what is left lasts ± {days} working days";
    todo_oldest(age: &str): "Yang tertua sudah menunggu {age}.", "The oldest has waited {age}.";
}
