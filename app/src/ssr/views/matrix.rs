//! The order of the matrix, with the names of its blocks.

use model::Lang;

use super::labels::Labels;
use crate::api::matrix::MatrixBlock;
use crate::api::{AreaTitle, MatrixOrderView};
use crate::ssr::arrange::AreaName;
use crate::ssr::state::LoadedNetwork;

pub(crate) fn matrix_order(loaded: &LoadedNetwork, lang: Lang) -> MatrixOrderView {
    let labels = Labels::new(loaded, lang);
    let small = |node: &u32| u16::try_from(*node).ok();
    let blocks = loaded.matrix_blocks().iter().map(|block| MatrixBlock {
        title: match &block.name {
            AreaName::Community(number, centre) => {
                AreaTitle::Community(*number, labels.short_name(centre))
            }
            _ => AreaTitle::Alone,
        },
        node_idxs: block.nodes.iter().filter_map(small).collect(),
    });
    MatrixOrderView { blocks: blocks.collect() }
}
