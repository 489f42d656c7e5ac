//! A chair ends the session, after a second thought.

use leptos::prelude::*;
use protocol::{Request, RoomView};

use crate::room::use_room;
use crate::text::use_room_texts;

#[component]
pub(crate) fn SessionEnding(room: Memo<RoomView>, is_here: Memo<bool>) -> impl IntoView {
    let texts = use_room_texts();
    let link = use_room();
    let is_asked = RwSignal::new(false);
    let may_end = Memo::new(move |_| is_here.get() && room.with(|room| room.is_chair));
    // The button that was pressed keeps the focus and takes it back; ending is one step further.
    let buttons = move || {
        view! {
            <button type="button" on:click=move |_| is_asked.update(|asked| *asked = !*asked)>
                {move || if is_asked.get() { texts.end_cancel } else { texts.end_go }}
            </button>
            {move || is_asked.get().then(|| view! {
                <button
                    type="button"
                    class="button-danger"
                    on:click=move |_| link.ask(Request::EndSession)
                >
                    {texts.end_really}
                </button>
            })}
        }
    };
    move || {
        may_end.get().then(|| {
            view! {
                <section aria-labelledby="beenden">
                    <h2 id="beenden">{texts.end_title}</h2>
                    <p class="muted">{texts.end_text}</p>
                    <div class="buttons">{buttons()}</div>
                </section>
            }
        })
    }
}
