//! The views of `netz` and what each of them may be asked to show.

/// How the network is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum NetworkView {
    #[default]
    Picture,
    Table,
    /// Who refers in rows, who receives in columns.
    Matrix,
    /// How much goes from where to where.
    Stream,
}

/// As they stand in the URL.
pub(crate) const VIEWS: [(&str, NetworkView); 4] = [
    ("bild", NetworkView::Picture),
    ("tabelle", NetworkView::Table),
    ("matrix", NetworkView::Matrix),
    ("fluss", NetworkView::Stream),
];

/// What makes a cell of the matrix dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum MatrixShade {
    #[default]
    Volume,
    Wait,
}

impl MatrixShade {
    pub(crate) const CODES: [(&str, Self); 2] =
        [("menge", Self::Volume), ("wartezeit", Self::Wait)];
}

/// By what the ends of the streams are gathered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum StreamEnds {
    #[default]
    Group,
    Sector,
    Level,
}

impl StreamEnds {
    pub(crate) const CODES: [(&str, Self); 3] =
        [("gruppe", Self::Group), ("sektor", Self::Sector), ("ebene", Self::Level)];
}
