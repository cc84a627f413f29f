//! What columns mean, proposed from their titles.

use super::{Column, Mapping};

/// Titles by which columns are known, folded to small letters and digits: SIAK's Excel, BIP, the population database, DP4, the web service,
/// and what clerks write. The first name of a column that a file has wins.
const TITLES: &[(Column, &[&str])] = &[
    (Column::Nik, &["nik", "nonik", "nomorindukkependudukan", "nomornik", "noktp", "nikektp", "noinduk", "noktpel"]),
    (Column::Kk, &["nokk", "nomorkk", "kk", "nomorkartukeluarga", "nokartukeluarga", "nkk"]),
    (
        Column::Name,
        &["namapenduduk", "namalgkp", "namalengkap", "nama", "namapemilih", "namawarga", "namaanggotakeluarga", "namaktp", "namalgkpektp"],
    ),
    (Column::BirthPlace, &["tempatlahir", "tmptlhr", "tempatlhr", "tmplhr", "tptlahir", "tmplahir", "kotalahir"]),
    (Column::BirthDate, &["tanggallahir", "tgllahir", "tgllhr", "tgllahirektp", "lahirtanggal", "birthdate", "dob"]),
    (Column::Sex, &["kelamin", "jeniskelamin", "jenisklmin", "jnsklmin", "jk", "lp", "jkel", "sex", "klmin"]),
    (Column::Marital, &["statuskawin", "statkwn", "statusperkawinan", "stskawin", "stskwn", "statkawin", "status", "kawin", "statuskwn"]),
    (Column::Mother, &["ibu", "namaibu", "namalgkpibu", "namaibukandung", "namalengkapibu"]),
    (Column::Province, &["noprop", "provinsi", "namaprovinsi", "namaprop", "propname", "kodeprovinsi", "prop", "kdprop"]),
    (Column::Regency, &["nokab", "kabupaten", "kabupatenkota", "kabkota", "namakab", "kabname", "kodekabupaten", "kota", "namakabupaten"]),
    (Column::Subdistrict, &["nokec", "kecamatan", "namakec", "kecname", "kodekecamatan", "kec", "namakecamatan", "kdkec"]),
    (
        Column::Village,
        &[
            "nokel",
            "desakel",
            "desakelurahan",
            "kelurahandesa",
            "namakel",
            "kelname",
            "kelurahan",
            "desa",
            "kodedesa",
            "kodekelurahan",
            "kodewilayah",
            "keldesa",
            "namadesa",
            "namakelurahan",
            "kel",
        ],
    ),
    (Column::Address, &["alamat", "alamatlengkap", "alamatrumah", "jalan", "alamatktp"]),
    (Column::Hamlet, &["dusun", "namadusun", "lingkungan", "kampung", "banjar"]),
    (Column::Rt, &["rt", "nort"]),
    (Column::Rw, &["rw", "norw"]),
    (
        Column::Phone,
        &["nohp", "nomorhp", "hp", "telepon", "notelp", "telp", "nohandphone", "smsphone", "nowa", "nomortelepon", "notelepon"],
    ),
    (Column::Life, &["statushidup", "stathidup", "statusdasar", "statuspenduduk", "stathdp", "flaghidup"]),
    (
        Column::Central,
        &[
            "ektpcurrentstatuscode",
            "currentstatuscode",
            "statrkm",
            "statusrekam",
            "statusrekaman",
            "statusperekaman",
            "ektpstatus",
            "statusektp",
            "statusktpel",
            "statusktp",
            "kodestatus",
            "ktpel",
            "statuscode",
        ],
    ),
    (
        Column::CentralDate,
        &[
            "ektpupdateddate",
            "tanggalstatus",
            "tglstatus",
            "tglrekam",
            "tanggalrekam",
            "ektpcreateddate",
            "ektpcreated",
            "created",
            "updated",
        ],
    ),
];

impl Mapping {
    /// What the columns of a table mean, as far as their titles say; each meaning is given once.
    pub fn propose(titles: &[String]) -> Self {
        let folded: Vec<String> = titles.iter().map(|title| fold(title)).collect();
        let mut columns = vec![None; titles.len()];
        for (column, names) in TITLES {
            let best = names.iter().find_map(|name| folded.iter().position(|title| title == name));
            let free = best.and_then(|index| columns.get_mut(index)).filter(|place| place.is_none());
            if let Some(place) = free {
                *place = Some(*column);
            }
        }
        let mut proposed = Self(columns);
        proposed.settle_status(&folded);
        proposed
    }

    /// `STATUS` alone is the marital status in some files and the life status in SIAK's Excel, or the centre's in a list of statuses: where
    /// another column tells the marital status, or no column tells of people, it is not that.
    fn settle_status(&mut self, folded: &[String]) {
        let Some(index) = folded.iter().position(|title| title == "status") else { return };
        let has = |column: Column| self.0.contains(&Some(column));
        let is_marital = self.0.get(index) == Some(&Some(Column::Marital));
        let meaning = match (is_marital, has(Column::Name), has(Column::Life), has(Column::Central)) {
            (true, false, _, false) => Some(Column::Central),
            (false, true, false, _) => Some(Column::Life),
            (false, false, _, false) => Some(Column::Central),
            _ => return,
        };
        if let Some(place) = self.0.get_mut(index) {
            *place = meaning;
        }
    }

    /// What has to be mapped before anything can be imported: the NIK always, and either a status or what makes a person.
    pub fn missing(&self) -> Vec<Column> {
        let lacks = |column: &Column| !self.0.contains(&Some(*column));
        if lacks(&Column::Nik) {
            return vec![Column::Nik];
        }
        if self.0.iter().flatten().count() > 1 { Vec::new() } else { vec![Column::Name] }
    }

    /// The column of a meaning.
    pub fn position(&self, column: Column) -> Option<usize> {
        self.0.iter().position(|found| *found == Some(column))
    }
}

/// Small letters and digits alone.
pub(super) fn fold(title: &str) -> String {
    title.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_of_every_origin_are_understood() {
        for (titles, expected) in [
            (
                "NIK|NO_KK|NAMA_LGKP|TMPT_LHR|TGL_LHR|JENIS_KLMIN|STAT_KWN|NAMA_LGKP_IBU|NO_PROP|NO_KAB|NO_KEC|NO_KEL|ALAMAT|NO_RT|NO_RW",
                "nik kk name birth_place birth_date sex marital mother province regency subdistrict village address rt rw",
            ),
            ("No.|Nomor KK|N I K|Nama Lengkap|Tgl. Lahir|L/P|Desa/Kelurahan|No HP", "- kk nik name birth_date sex village phone"),
            (
                "Nomor KK|NIK|Nama Penduduk|Status|Tempat Lahir|Tanggal Lahir|Kelamin|Status Kawin|Ibu|Kecamatan|Desa/Kel|Alamat|RW|RT",
                "kk nik name life birth_place birth_date sex marital mother subdistrict village address rw rt",
            ),
            ("NIK|STATUS|TANGGAL STATUS", "nik central central_date"),
            ("NIK|CURRENT_STATUS_CODE|CREATED", "nik central central_date"),
            ("nama|alamat", "name address"),
        ] {
            let titles: Vec<String> = titles.split('|').map(str::to_owned).collect();
            let found: Vec<&str> = Mapping::propose(&titles).0.iter().map(|column| column.map_or("-", Column::code)).collect();
            assert_eq!(found.join(" "), expected, "{titles:?}");
        }
    }

    #[test]
    fn a_table_needs_a_nik_and_something_to_say() {
        assert_eq!(Mapping(vec![Some(Column::Name)]).missing(), [Column::Nik]);
        assert_eq!(Mapping(vec![Some(Column::Nik), None]).missing(), [Column::Name]);
        assert_eq!(Mapping(vec![Some(Column::Nik), Some(Column::Phone)]).missing(), []);
    }
}
