//! A synthetic resident as a line of the register.

use domain::{
    area::VillageCode,
    person::{Biodata, Kk, Life, Marital, Nik, PersonName, Phone, Sex},
};

use super::Person;

/// The register's line of a resident; `None` when the resident could not stand in a register, which a test rules out.
pub fn biodata(person: &Person) -> Option<Biodata> {
    Some(Biodata {
        nik: Nik::parse(&person.nik).ok()?,
        kk: Some(Kk::parse(&person.kk).ok()?),
        name: PersonName::parse(&person.name).ok()?,
        birth_place: person.birth_place.clone(),
        birth_date: person.birth_date,
        sex: match person.sex {
            super::Sex::Male => Sex::Male,
            super::Sex::Female => Sex::Female,
        },
        marital: match person.marital {
            super::Marital::Single => Marital::Single,
            super::Marital::Married => Marital::Married,
            super::Marital::Divorced => Marital::Divorced,
            super::Marital::Widowed => Marital::Widowed,
        },
        mother: None,
        village: VillageCode::parse(&person.village)?,
        address: person.address.clone(),
        rt: person.rt,
        rw: person.rw,
        phone: person.phone.as_deref().map(Phone::parse).transpose().ok()?,
        life: Life::Alive,
    })
}

#[cfg(test)]
mod tests {
    use crate::synthetic::{LOMBOK_UTARA, population};

    #[test]
    fn every_resident_can_stand_in_a_register() {
        let people = population(&LOMBOK_UTARA, 3).unwrap();
        assert!(people.step_by(50).all(|person| super::biodata(&person).is_some()));
    }
}
