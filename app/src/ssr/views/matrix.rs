//! The order of the matrix, with the names of its blocks.

use model::Lang;

use super::labels::Labels;
use crate::api::matrix::MatrixBlock;
use crate::api::{AreaTitle, MatrixOrderView};
use crate::ssr::arrange::AreaName;
use crate::ssr::state::LoadedNetwork;

pub(crate) fn matrix_order(loaded: &LoadedNetwork, lang: Lang) -> MatrixOrderView {
    let labels = Labels::new(loaded, lang);
    let actors = &loaded.network().actors;
    let id = |node: &u32| Some(actors.get(usize::try_from(*node).ok()?)?.id.clone());
    let blocks = loaded.matrix_blocks().iter().map(|block| MatrixBlock {
        title: match &block.name {
            AreaName::Community(number, centre) => {
                AreaTitle::Community(*number, labels.short_name(centre))
            }
            _ => AreaTitle::Alone,
        },
        actors: block.nodes.iter().filter_map(id).collect(),
    });
    MatrixOrderView { blocks: blocks.collect() }
}
