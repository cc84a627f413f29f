use super::Choice;

/// A form for one act, field by field; the id of a field is that of the form, a hyphen and the field's name.
#[derive(Debug, Clone)]
pub struct ActForm {
    /// Its id.
    pub id: String,
    /// What it does.
    pub heading: String,
    /// What is good to know; may be empty.
    pub hint: String,
    /// Where it is sent.
    pub action: String,
    /// Its fields.
    pub fields: Vec<ActField>,
    /// The words of its button.
    pub button: String,
    /// Whether it stands open.
    pub open: bool,
}

/// A field of such a form.
#[derive(Debug, Clone)]
pub struct ActField {
    /// Its name.
    pub name: &'static str,
    /// Its words.
    pub label: String,
    /// What was typed.
    pub value: String,
    /// What is good to know; may be empty.
    pub hint: String,
    /// What is filled in.
    pub kind: FieldKind,
    /// Whether it may stay empty.
    pub optional: bool,
}

/// What is filled in.
#[derive(Debug, Clone)]
pub enum FieldKind {
    /// A line.
    Line,
    /// A number of pieces.
    Number,
    /// A day.
    Day,
    /// Several lines.
    Lines,
    /// One of several.
    Choice(Vec<Choice>),
    /// Something that is sent along.
    Hidden,
}

impl ActForm {
    /// The id of a field.
    pub fn field_id(&self, field: &ActField) -> String {
        format!("{}-{}", self.id, field.name)
    }

    /// How the ids of its fields begin.
    pub fn prefix(&self) -> String {
        format!("{}-", self.id)
    }

    /// Whether a field with this id can be filled in.
    pub fn has(&self, id: &str) -> bool {
        self.fields.iter().any(|field| !matches!(field.kind, FieldKind::Hidden) && self.field_id(field) == id)
    }
}

impl ActField {
    /// A line.
    pub fn line(name: &'static str, label: &str, value: String) -> Self {
        Self::of(name, label, value, FieldKind::Line)
    }

    /// A number of pieces.
    pub fn number(name: &'static str, label: &str, value: String) -> Self {
        Self::of(name, label, value, FieldKind::Number)
    }

    /// A day.
    pub fn day(name: &'static str, label: &str, value: String) -> Self {
        Self::of(name, label, value, FieldKind::Day)
    }

    /// Several lines.
    pub fn lines(name: &'static str, label: &str, value: String) -> Self {
        Self::of(name, label, value, FieldKind::Lines)
    }

    /// One of several.
    pub fn choice(name: &'static str, label: &str, choices: Vec<Choice>) -> Self {
        Self::of(name, label, String::new(), FieldKind::Choice(choices))
    }

    /// Something that is sent along.
    pub fn hidden(name: &'static str, value: String) -> Self {
        Self::of(name, "", value, FieldKind::Hidden)
    }

    fn of(name: &'static str, label: &str, value: String, kind: FieldKind) -> Self {
        Self { name, label: label.to_owned(), value, hint: String::new(), kind, optional: false }
    }

    /// With what is good to know.
    #[must_use]
    pub fn hint(self, hint: &str) -> Self {
        Self { hint: hint.to_owned(), ..self }
    }

    /// It may stay empty.
    #[must_use]
    pub fn optional(self) -> Self {
        Self { optional: true, ..self }
    }
}
