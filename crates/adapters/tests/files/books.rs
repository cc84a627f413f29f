//! Books of the population: families in blocks, each layout with its oddities, written with synthetic families and read back.

use domain::intake::{Column, Layout, Mapping, SheetHead, SheetRow};
use proptest::prelude::*;

use crate::{
    read, texts,
    writers::{Grid, separated, workbook},
};

/// A family as the books show it.
#[derive(Clone, Debug)]
struct Family {
    kk: String,
    street: String,
    rt: u16,
    rw: u16,
    members: Vec<Member>,
}

#[derive(Clone, Debug)]
struct Member {
    nik: String,
    name: String,
    status: String,
}

const STATUSES: [&str; 4] = ["CARD PRINTED", "SENT FOR CARD PRINTING", "BELUM REKAM", "PRINT READY RECORD"];

fn families() -> impl Strategy<Value = Vec<Family>> {
    let member = (0..10_000_u32, "[A-Z]{3,9}( [A-Z]{3,9})?", 0..STATUSES.len())
        .prop_map(|(serial, name, status)| (format!("520801520585{:04}", serial % 9999 + 1), name, STATUSES[status].to_owned()));
    let family = (1..9999_u32, "[A-Z]{4,10}", 1..99_u16, 1..99_u16, prop::collection::vec(member, 1..5));
    let build = |(serial, street, rt, rw, members): (u32, String, u16, u16, Vec<(String, String, String)>)| Family {
        kk: format!("520801010115{serial:04}"),
        street: format!("DUSUN {street}"),
        rt,
        rw,
        members: members.into_iter().map(|(nik, name, status)| Member { nik, name, status }).collect(),
    };
    prop::collection::vec(family.prop_map(build), 1..12)
}

/// A row of 19 cells with these at these places.
fn wide(cells: &[(usize, &str)]) -> Vec<String> {
    let mut row = texts(&[""; 19]);
    for (place, text) in cells {
        (*text).clone_into(&mut row[*place]);
    }
    row
}

const MEMBER_TITLES: [&str; 19] = [
    "NO",
    "Nama",
    "NIK",
    "Tempat Lahir",
    "Tgl Lahir",
    "JK",
    "Stat Kwn",
    "Gol Drh",
    "SHDK",
    "Agama",
    "Pendidikan",
    "No Akta Lahir",
    "Pekerjaan",
    "Ibu",
    "Ayah",
    "Wjb KTP",
    "KTP-eL",
    "Status",
    "Stat Rkm",
];

/// With recording status: titles and a row of negative numbers on each page, families as rows of their own, statuses wrapped.
fn with_status(families: &[Family], lines_a_page: usize) -> Grid {
    let page = || vec![texts(&MEMBER_TITLES), (1..=19).map(|number| format!("-{number}")).collect()];
    let mut rows = page();
    rows.push(wide(&[(0, "No. KK :"), (3, "Nama Kepala Keluarga :"), (6, "No. Blangko KK :"), (9, "Tgl Cetak KK :"), (12, "Alamat :")]));
    for family in families {
        let area = format!("DESA TANJUNG RT/RW : {:03}/{:03} DUSUN : -", family.rt, family.rw);
        rows.push(wide(&[(0, &family.kk), (3, &family.members[0].name), (11, &area)]));
        for (number, member) in (1..).zip(&family.members) {
            if rows.len() % lines_a_page == 0 {
                rows.extend(page());
            }
            let (first, rest) = match member.status.split_once(" CARD") {
                Some((first, rest)) => (first.to_owned(), Some(format!("CARD{rest}"))),
                None => (member.status.clone(), None),
            };
            let number = format!("{number}");
            rows.push(wide(&[
                (0, &number),
                (1, &member.name),
                (2, &member.nik),
                (4, "12-05-1985"),
                (5, "Pr"),
                (15, "WAJIB"),
                (16, "KTP-eL"),
                (18, &first),
            ]));
            rows.extend(rest.map(|rest| wide(&[(18, &rest)])));
        }
    }
    rows
}

/// Of 2012: titles of the family and of its members above each family; the status code in KTPEL, `NULL` for none.
fn of_2012(families: &[Family]) -> Grid {
    let mut rows = Grid::new();
    for family in families {
        rows.push(texts(&["NO.KK", "NAMA.KK", "ALAMAT"]));
        rows.push(vec![
            family.kk.clone(),
            family.members[0].name.clone(),
            format!("{}, RT:{:03}, RW:{:03}, Kodepos:83352", family.street, family.rt, family.rw),
        ]);
        rows.push(texts(&["NO", "NIK", "NAMA", "JK", "TMPT LHR", "TGL LHR", "KTPEL", "AGAMA", "STATUS", "HUB. KEL", "NAMA IBU"]));
        for (number, member) in (1..).zip(&family.members) {
            let status = if member.status == "BELUM REKAM" { "NULL".to_owned() } else { member.status.replace(' ', "_") };
            let cells =
                [&format!("{number}"), &member.nik, &member.name, "P", "TANJUNG", "12/05/1985", &status, "ISLAM", "KAWIN", "ISTRI", "INAQ"];
            rows.push(texts(&cells));
        }
    }
    rows
}

/// Of 2016: a title block with the areas and the period, the card's number above each family, 12 columns, a legend at the end.
fn of_2016(families: &[Family], last: &str) -> Grid {
    let mut rows = vec![
        texts(&["BUKU INDUK PENDUDUK"]),
        texts(&["PROVINSI", ":", "NUSA TENGGARA BARAT"]),
        texts(&["KABUPATEN", ":", "LOMBOK UTARA"]),
        texts(&["KECAMATAN : TANJUNG"]),
        texts(&["DESA : TANJUNG", "", "PERIODE : 31 Desember 2016"]),
    ];
    for family in families {
        rows.push(vec![format!("No. KK : {}", family.kk)]);
        rows.push(vec![format!("Alamat : {} RT : {:03} RW : {:03}", family.street, family.rt, family.rw)]);
        rows.push(texts(&[
            "NO",
            "NAMA LENGKAP",
            "NIK",
            "TMPT LAHIR",
            "TGL LAHIR",
            "JK",
            "STATUS KAWIN",
            "SHDK",
            "AGAMA",
            "PENDIDIKAN",
            "NAMA IBU",
            last,
        ]));
        for (number, member) in (1..).zip(&family.members) {
            let cells = [
                &format!("{number}"),
                &member.name,
                &member.nik,
                "TANJUNG",
                "12/05/1985",
                "P",
                "KAWIN",
                "ISTRI",
                "ISLAM",
                "SLTP / SEDERAJAT",
                "INAQ",
                "",
            ];
            rows.push(texts(&cells));
        }
    }
    rows.push(texts(&["Keterangan: L = laki-laki, P = perempuan"]));
    rows
}

/// Card, RT, RW, NIK, name and status of each row.
fn found(head: &SheetHead, rows: &[SheetRow], with_status: bool) -> Vec<String> {
    let mapping = Mapping(head.columns.clone());
    let cell =
        |row: &SheetRow, column: Column| mapping.position(column).and_then(|place| row.cells.get(place)).cloned().unwrap_or_default();
    let one = |row: &SheetRow| {
        let status = if with_status { cell(row, Column::Central) } else { String::new() };
        [Column::Kk, Column::Rt, Column::Rw, Column::Nik, Column::Name].map(|column| cell(row, column)).join("|") + "|" + &status
    };
    rows.iter().map(one).collect()
}

fn wanted(families: &[Family], status: impl Fn(&Member) -> String) -> Vec<String> {
    let mut wanted = Vec::new();
    for family in families {
        for member in &family.members {
            wanted.push(format!("{}|{:03}|{:03}|{}|{}|{}", family.kk, family.rt, family.rw, member.nik, member.name, status(member)));
        }
    }
    wanted
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_member_is_lost_in_any_layout(families in families(), lines_a_page in 7..40_usize) {
        let layouts = [
            (Layout::BipRecording, with_status(&families, lines_a_page), wanted(&families, |member| member.status.clone())),
            (Layout::Bip2012, of_2012(&families), wanted(&families, |member| if member.status == "BELUM REKAM" { "NULL".to_owned() } else { member.status.replace(' ', "_") })),
            (Layout::Bip2016, of_2016(&families, "NAMA AYAH"), wanted(&families, |_| String::new())),
            (Layout::BipFamily, of_2016(&families, "KET").split_off(5), wanted(&families, |_| String::new())),
        ];
        for (layout, rows, wanted) in layouts {
            let status = matches!(layout, Layout::BipRecording | Layout::Bip2012);
            for bytes in [workbook(&rows), separated(&rows, b';').into_bytes()] {
                let (head, read) = read(&bytes).unwrap();
                prop_assert_eq!(head.layout, Some(layout));
                prop_assert_eq!(found(&head, &read, status), wanted.clone(), "{}", layout);
            }
        }
    }
}

#[test]
fn the_title_block_tells_areas_and_day() {
    let family = Family {
        kk: "5208010101150002".to_owned(),
        street: "DUSUN KARANG".to_owned(),
        rt: 1,
        rw: 2,
        members: vec![Member { nik: "5208015205850001".to_owned(), name: "SITI".to_owned(), status: String::new() }],
    };
    let (head, rows) = read(&workbook(&of_2016(std::slice::from_ref(&family), "KET"))).unwrap();
    assert_eq!(head.as_of, Some(jiff::civil::date(2016, 12, 31)));
    assert_eq!(rows[0].cells[..9].join("|"), "5208010101150002|DUSUN KARANG||001|002|TANJUNG|TANJUNG|LOMBOK UTARA|NUSA TENGGARA BARAT");
    let (_, rows) = read(&workbook(&with_status(&[family], 30))).unwrap();
    assert_eq!(rows[0].cells[..9].join("|"), "5208010101150002|||001|002|TANJUNG|||");
}
