//! From what a row says to a line of the register: a new one, or the known one with what the row knows better.

use super::{Column, Incoming, NikCell, Residence, RowProblem};
use crate::{
    person::{Biodata, Life, Marital},
    refusal::FieldProblem,
};

impl Incoming {
    /// The line of somebody who is not in the register yet; names every column that is missing.
    pub fn new_line(&self) -> Result<Biodata, Vec<RowProblem>> {
        let mut missing = Vec::new();
        let mut lacks = |column: Column, problem: FieldProblem| missing.push(RowProblem { column, problem, proposal: None });
        if self.nik == NikCell::None {
            lacks(Column::Nik, FieldProblem::Missing);
        }
        if self.name.is_none() {
            lacks(Column::Name, FieldProblem::Missing);
        }
        if self.birth_date.is_none() {
            lacks(Column::BirthDate, FieldProblem::Missing);
        }
        match self.residence {
            Some(Residence::Here(_)) => {}
            Some(Residence::Elsewhere) => lacks(Column::Village, FieldProblem::UnknownArea),
            None => lacks(Column::Village, FieldProblem::Missing),
        }
        self.complete().ok_or(missing)
    }

    fn complete(&self) -> Option<Biodata> {
        let (NikCell::Known(nik), Some(Residence::Here(village))) = (&self.nik, &self.residence) else { return None };
        Some(Biodata {
            nik: nik.clone(),
            kk: self.kk.clone(),
            name: self.name.clone()?,
            birth_place: self.birth_place.clone().unwrap_or_default(),
            birth_date: self.birth_date?,
            sex: self.sex.unwrap_or(nik.sex()),
            marital: self.marital.unwrap_or(Marital::Single),
            mother: self.mother.clone(),
            village: village.clone(),
            address: self.address.clone().unwrap_or_default(),
            rt: self.rt.unwrap_or_default(),
            rw: self.rw.unwrap_or_default(),
            phone: self.phone.clone(),
            life: self.life.unwrap_or(Life::Alive),
        })
    }

    /// The line of somebody who is in the register, with what this row says; what it does not say stays. Who lives in another regency now
    /// has moved, and keeps the last village here; who is dead or gone stays so.
    pub fn over(&self, known: &Biodata) -> Biodata {
        let village = match &self.residence {
            Some(Residence::Here(village)) => village,
            Some(Residence::Elsewhere) | None => &known.village,
        };
        let life = match self.life.unwrap_or(known.life) {
            Life::Alive if self.residence == Some(Residence::Elsewhere) => Life::Moved,
            life => life,
        };
        Biodata {
            nik: known.nik.clone(),
            kk: self.kk.clone().or_else(|| known.kk.clone()),
            name: self.name.clone().unwrap_or_else(|| known.name.clone()),
            birth_place: self.birth_place.clone().unwrap_or_else(|| known.birth_place.clone()),
            birth_date: self.birth_date.unwrap_or(known.birth_date),
            sex: self.sex.unwrap_or(known.sex),
            marital: self.marital.unwrap_or(known.marital),
            mother: self.mother.clone().or_else(|| known.mother.clone()),
            village: village.clone(),
            address: self.address.clone().unwrap_or_else(|| known.address.clone()),
            rt: self.rt.unwrap_or(known.rt),
            rw: self.rw.unwrap_or(known.rw),
            phone: self.phone.clone().or_else(|| known.phone.clone()),
            life,
        }
    }
}
