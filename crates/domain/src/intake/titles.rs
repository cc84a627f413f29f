//! What a column probably means, by its title. A proposal: the office confirms it for a table that was not seen before.

use super::{Column, Mapping};

/// Titles of SIAK's Excel export, of BIP, of SIAK's and the recording database, of DP4, of the web service and of clerks' tables, one line
/// a column, the surest title first. In capitals without signs: those do not matter.
///
/// Left out on purpose: CREATED and EKTP_CREATED_DATE are the day of the recording and not that of the status; FLAG_STATUS has codes of
/// its own; NIK and names of father and of the head of the family are nobody's of the row.
const TITLES: [(Column, &str); 20] = [
    (Column::Nik, "NIK NONIK NOMORNIK NIKPENDUDUK NOMORINDUKKEPENDUDUKAN NOKTP NOMORKTP NONIKKTP NIKEKTP"),
    (Column::Kk, "NOKK NOMORKK NKK KK NOMORKARTUKELUARGA NOKARTUKELUARGA"),
    (Column::Name, "NAMALGKP NAMALENGKAP NAMAPENDUDUK NAMA NAMALGKPEKTP NAMAWARGA NAMAPEMILIH FULLNAME NAME"),
    (Column::BirthPlace, "TMPTLHR TEMPATLAHIR TMPLHR TMPLAHIR TPTLAHIR TMPTLAHIR TEMPATLHR BIRTHPLACE"),
    (Column::BirthDate, "TGLLHR TANGGALLAHIR TGLLAHIR TGLLHIR TANGGALLHR BIRTHDATE DATEOFBIRTH DOB TEMPATTGLLAHIR TEMPATTANGGALLAHIR TTL"),
    (Column::Sex, "JENISKLMIN JENISKELAMIN KELAMIN JNSKELAMIN JNSKLMIN JK LP SEX GENDER"),
    (Column::Marital, "STATKWN STATUSKAWIN STATUSPERKAWINAN STATKAWIN STSKAWIN STATUSKWN STSKWN STATUSNIKAH KAWIN BSP"),
    (Column::Mother, "NAMALGKPIBU NAMAIBU NAMAIBUKANDUNG IBU NAMALENGKAPIBU IBUKANDUNG NAMAGADISIBU"),
    (Column::Province, "NOPROP KODEPROP KODEPROVINSI NAMAPROP PROPNAME PROVINSI PROPINSI NAMAPROVINSI PROP PROV"),
    (
        Column::Regency,
        "NOKAB KODEKAB KODEKABUPATEN NAMAKAB KABNAME KABUPATENKOTA KABKOTA KABUPATEN NAMAKABUPATEN NAMAKABKOTA KAB KOTA KABUPATENATAUKOTA",
    ),
    (Column::Subdistrict, "NOKEC KODEKEC KODEKECAMATAN NAMAKEC KECNAME KECAMATAN NAMAKECAMATAN KEC KECAMATANDISTRIK"),
    (
        Column::Village,
        "NOKEL KODEKEL KODEDESA KODEKELURAHAN KODEWILAYAH NAMAKEL KELNAME DESAKELURAHAN DESAKEL KELURAHANDESA KELDESA DESA KELURAHAN \
         NAMADESA NAMAKELURAHAN NAMADESAKELURAHAN DESALURAH KEL",
    ),
    (Column::Address, "ALAMAT ALAMATLENGKAP ALAMATKTP ALAMATSEKARANG JALAN JALANDUKUH ADDRESS"),
    (Column::Hamlet, "DUSUN NAMADUSUN LINGKUNGAN DUSUNLINGKUNGAN KAMPUNG DSN"),
    (Column::Rt, "NORT RT RTRW"),
    (Column::Rw, "NORW RW"),
    (Column::Phone, "SMSPHONE NOHP NOMORHP HP NOHANDPHONE HANDPHONE NOTELP NOTELEPON TELEPON TELP NOMORTELEPON NOWA WHATSAPP PHONE NOHPWA"),
    (Column::Life, "STATHIDUP STATUSDASAR STATUSHIDUP STATUSPENDUDUK STATUSKEPENDUDUKAN"),
    (
        Column::Central,
        "EKTPCURRENTSTATUSCODE CURRENTSTATUSCODE STATRKM STATREKAM STATUSREKAM STATUSPEREKAMAN STATUSREKAMAN STATUSEKTP STATUSKTPEL \
         EKTPSTATUS KODESTATUS STATUSCODE STATUSPUSAT KTPEL",
    ),
    (Column::CentralDate, "EKTPUPDATEDDATE TGLSTATUS TANGGALSTATUS UPDATEDDATE LASTUPDATED LASTUPDATE TGLUPDATE TANGGALUPDATE STATUSDATE"),
];

impl Mapping {
    /// What each column of these titles probably means; each meaning once, for the title that is surest of it.
    pub fn propose(titles: &[String]) -> Self {
        let folded: Vec<String> = titles.iter().map(|title| fold(title)).collect();
        let mut columns = vec![None; titles.len()];
        for (column, known) in TITLES {
            give(&mut columns, column, known.split_whitespace().find_map(|known| position(&folded, known)));
        }
        let mut mapping = Self(columns);
        mapping.propose_status(&folded);
        mapping
    }

    /// What a title can only mean beside others. A bare STATUS is the life status where the marital status has a column of its own (SIAK's
    /// export), and the central one in a list without names; elsewhere it may be anything (in BIP of 2012 the marital status).
    fn propose_status(&mut self, folded: &[String]) {
        let status = position(folded, "STATUS").or_else(|| position(folded, "STATUSTERAKHIR"));
        if !self.has(Column::Central) {
            if !self.has(Column::Name) {
                give(&mut self.0, Column::Central, status);
            } else if self.has(Column::Marital) && !self.has(Column::Life) {
                give(&mut self.0, Column::Life, status);
            }
        }
        if self.has(Column::Central) && !self.has(Column::CentralDate) {
            give(&mut self.0, Column::CentralDate, ["TANGGAL", "TGL", "DATE"].iter().find_map(|title| position(folded, title)));
        }
    }

    /// The place of a column.
    pub fn position(&self, column: Column) -> Option<usize> {
        self.0.iter().position(|found| *found == Some(column))
    }

    /// Whether some column means this.
    pub fn has(&self, column: Column) -> bool {
        self.0.contains(&Some(column))
    }

    /// The meanings without which the file is of no use, none when it is of use: the NIK, and something to say of whom it names. What somebody
    /// new needs is asked of each row: a list of telephone numbers is of use for the people who are known.
    pub fn missing(&self) -> Vec<Column> {
        match (self.has(Column::Nik), self.0.iter().flatten().count()) {
            (false, _) => vec![Column::Nik],
            (true, 1) => vec![Column::Name],
            (true, _) => Vec::new(),
        }
    }
}

/// Gives a column to what stands at a place, if nothing else does there.
fn give(columns: &mut [Option<Column>], column: Column, at: Option<usize>) {
    if let Some(free @ None) = at.and_then(|at| columns.get_mut(at)) {
        *free = Some(column);
    }
}

fn position(folded: &[String], title: &str) -> Option<usize> {
    folded.iter().position(|other| other == title)
}

/// A title as it is compared: letters and digits in capitals, without what stands in brackets behind.
fn fold(title: &str) -> String {
    let letters = |text: &str| -> String { text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect() };
    let before = letters(title.split(['(', '[']).next().unwrap_or_default());
    if before.is_empty() { letters(title) } else { before }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(titles: &str, expected: &str, missing: &[Column]) {
        let titles: Vec<String> = titles.split('|').map(str::to_owned).collect();
        let mapping = Mapping::propose(&titles);
        let told: Vec<&str> = mapping.0.iter().map(|column| column.map_or("-", Column::code)).collect();
        assert_eq!(told.join(" "), expected, "{titles:?}");
        assert_eq!(mapping.missing(), missing, "{titles:?}");
    }

    #[test]
    fn files_of_every_family_are_recognised() {
        check(
            "Nomor KK|NIK|Nama Penduduk|Status|Tempat Lahir|Tanggal Lahir|Kelamin|NIK Ayah|Ayah|NIK Ibu|Ibu|Status Kawin|SHDK|Agama|Kecamatan|\
             Desa/Kel|Alamat|RW|RT|Pendidikan|Cetak KTP",
            "kk nik name life birth_place birth_date sex - - - mother marital - - subdistrict village address rw rt - -",
            &[],
        );
        check(
            "NO|Nama|NIK|Tempat Lahir|Tgl Lahir|JK|Stat Kwn|SHDK|Ibu|Ayah|Wjb KTP|KTP-eL|Status|Stat Rkm|DESA",
            "- name nik birth_place birth_date sex marital - mother - - - - central village",
            &[],
        );
        check(
            "NIK,NO_KK,NAMA_LGKP,JENIS_KLMIN,TMPT_LHR,TGL_LHR,STAT_KWN,NAMA_LGKP_IBU,NAMA_LGKP_AYAH,NO_PROP,NO_KAB,NO_KEC,NO_KEL,STAT_HIDUP,\
             EKTP_CURRENT_STATUS_CODE,EKTP_CREATED_DATE,EKTP_UPDATED_DATE,SMS_PHONE,FLAG_STATUS"
                .replace(',', "|")
                .as_str(),
            "nik kk name sex birth_place birth_date marital mother - province regency subdistrict village life central - central_date phone -",
            &[],
        );
        check("NO_KK|NAMA_KEP|ALAMAT|NO_RT|NO_RW|DUSUN|TELP", "kk - address rt rw hamlet phone", &[Column::Nik]);
        check(
            "NIK|NAMA_LGKP|NO_KEC|NAMA_KEC|NAMA_KEL|NAMA_KAB|CURRENT_STATUS_CODE|CREATED",
            "nik name subdistrict - village regency central -",
            &[],
        );
        check(
            "NIK|NO_KK|NAMA_LGKP|STATUS_KAWIN|PROP_NAME|KAB_NAME|KEC_NAME|KEL_NAME|ALAMAT|NO_RT|NO_RW|DUSUN|EKTP_STATUS|TGL_LHR",
            "nik kk name marital province regency subdistrict village address rt rw hamlet central birth_date",
            &[],
        );
        check(
            "No|NKK|NIK|Nama|Tempat Lahir|Tgl. Lahir|B/S/P|L/P|Alamat|RT/RW|Desa\n/ Kelurahan|No HP",
            "- kk nik name birth_place birth_date marital sex address rt village phone",
            &[],
        );
        check("nama lengkap (sesuai KTP)|N.I.K|tgl_lahir|Kelurahan/Desa", "name nik birth_date village", &[]);
        check("NIK|NAMA|Tempat/Tgl. Lahir|Desa", "nik name birth_date village", &[]);
    }

    #[test]
    fn a_bare_status_is_read_by_its_neighbours() {
        check("NIK|Status|Tanggal", "nik central central_date", &[]);
        check("NIK|Nama|Status", "nik name -", &[]);
        check("NIK|Nama|Status|Status Kawin", "nik name life marital", &[]);
        check("NIK|NIK|KTPEL", "nik - central", &[]);
        check("", "-", &[Column::Nik]);
    }

    #[test]
    fn no_title_stands_for_two_columns() {
        let all: Vec<&str> = TITLES.iter().flat_map(|(_, known)| known.split_whitespace()).collect();
        for (index, title) in all.iter().enumerate() {
            assert!(!all.iter().skip(index + 1).any(|other| other == title), "{title}");
            assert_eq!(fold(title), *title);
        }
        assert!(Column::ALL.iter().all(|column| TITLES.iter().any(|(of, _)| of == column)));
    }
}
