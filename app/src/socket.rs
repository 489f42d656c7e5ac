//! A WebSocket that is opened again when it breaks. On the server there is none.

use std::sync::Arc;
use std::time::Duration;

use leptos::ev;
use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::prelude::Closure;
use send_wrapper::SendWrapper;
use web_sys::{Event, MessageEvent, WebSocket};

use crate::components::now_ms;

/// After the first failure; twice as long after each further one.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// How often is looked whether a connection has fallen silent.
const LOOK: Duration = Duration::from_secs(10);

/// What somebody does with what comes.
pub(crate) trait Listener: Send + Sync + 'static {
    /// After how long without a word the connection counts as lost, though nothing says so: a network
    /// that is gone does not end it. `None` where the server may be silent.
    fn silence(&self) -> Option<Duration>;

    /// The connection stands, for the first time or again.
    fn on_open(&self);
    fn on_text(&self, text: String);
    /// The connection is lost; it is being opened again.
    fn on_lost(&self);
}

/// Handle to a socket; copying it copies pointers. It lasts as long as what made it, or until
/// [`Socket::close`].
#[derive(Clone, Copy)]
pub(crate) struct Socket {
    path: StoredValue<String>,
    listener: StoredValue<Arc<dyn Listener>>,
    connection: StoredValue<Option<SendWrapper<Connection>>>,
    waiting: StoredValue<Option<TimeoutHandle>>,
    pause: StoredValue<Duration>,
    is_wanted: StoredValue<bool>,
    /// Milliseconds on the clock of the page.
    heard_at: StoredValue<f64>,
}

/// A connection with what hears it; dropped, it is closed.
struct Connection {
    socket: WebSocket,
    _on_open: Closure<dyn FnMut(Event)>,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_close: Closure<dyn FnMut(Event)>,
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.socket.set_onopen(None);
        self.socket.set_onclose(None);
        self.socket.set_onmessage(None);
        // It may be closed already.
        let _closed = self.socket.close();
    }
}

impl Socket {
    /// Opens a socket of this server; for effects, that is for the browser.
    pub(crate) fn open(path: String, listener: impl Listener) -> Self {
        let silence = listener.silence();
        let socket = Self {
            path: StoredValue::new(path),
            listener: StoredValue::new(Arc::new(listener)),
            connection: StoredValue::new(None),
            waiting: StoredValue::new(None),
            pause: StoredValue::new(FIRST_PAUSE),
            is_wanted: StoredValue::new(true),
            heard_at: StoredValue::new(0.0),
        };
        socket.connect();
        // A browser tells of a network that is gone long before the connection does.
        let offline = window_event_listener(ev::offline, move |_| socket.lose(None));
        let online = window_event_listener(ev::online, move |_| socket.connect());
        let look = silence
            .and_then(|limit| set_interval_with_handle(move || socket.look(limit), LOOK).ok());
        on_cleanup(move || {
            offline.remove();
            online.remove();
            if let Some(look) = look {
                look.clear();
            }
            socket.close();
        });
        socket
    }

    pub(crate) fn close(self) {
        let _gone = self.is_wanted.try_set_value(false);
        if let Some(Some(waiting)) = self.waiting.try_get_value() {
            waiting.clear();
        }
        self.connection.try_update_value(|connection| drop(connection.take()));
    }

    /// Whether it was handed to a connection that stands.
    pub(crate) fn send(self, text: &str) -> bool {
        let sent = self.connection.try_with_value(|connection| {
            let connection = connection.as_ref()?;
            (connection.socket.ready_state() == WebSocket::OPEN).then_some(())?;
            connection.socket.send_with_str(text).ok()
        });
        sent.flatten().is_some()
    }

    fn connect(self) {
        if self.is_wanted.try_get_value() != Some(true)
            || self.connection.try_with_value(Option::is_some) != Some(false)
        {
            return;
        }
        if let Some(Some(waiting)) = self.waiting.try_get_value() {
            waiting.clear();
        }
        let opened = self.path.try_with_value(|path| address(path)).flatten();
        let Some(socket) = opened.and_then(|address| WebSocket::new(&address).ok()) else {
            return;
        };
        let on_open = Closure::<dyn FnMut(Event)>::new(move |_: Event| {
            let _gone = self.pause.try_set_value(FIRST_PAUSE);
            self.hear();
            self.tell(Listener::on_open);
        });
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            self.hear();
            if let Some(text) = event.data().as_string() {
                self.tell(|listener| listener.on_text(text));
            }
        });
        let on_close = Closure::<dyn FnMut(Event)>::new(move |_: Event| {
            let pause = self.pause.try_get_value().unwrap_or(LONGEST_PAUSE);
            let _gone = self.pause.try_set_value((pause * 2).min(LONGEST_PAUSE));
            self.lose(Some(pause));
        });
        socket.set_onopen(Some(on_open.as_ref().unchecked_ref()));
        socket.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        socket.set_onclose(Some(on_close.as_ref().unchecked_ref()));
        // One that hangs before it stands is given up as well.
        self.hear();
        let connection =
            Connection { socket, _on_open: on_open, _on_message: on_message, _on_close: on_close };
        let _gone = self.connection.try_set_value(Some(SendWrapper::new(connection)));
    }

    /// The connection is gone; with a pause, it is opened again after it.
    fn lose(self, pause: Option<Duration>) {
        // Not here: the closure that tells of it belongs to the connection.
        let connection = self.connection.try_update_value(Option::take).flatten();
        if connection.is_some() {
            set_timeout(move || drop(connection), Duration::ZERO);
        }
        if self.is_wanted.try_get_value() != Some(true) {
            return;
        }
        self.tell(Listener::on_lost);
        if let Some(pause) = pause {
            let handle = set_timeout_with_handle(move || self.connect(), pause);
            let _gone = self.waiting.try_set_value(handle.ok());
        }
    }

    fn hear(self) {
        let _gone = self.heard_at.try_set_value(now_ms());
    }

    /// Gives up a connection on which nobody has said anything for too long.
    fn look(self, limit: Duration) {
        let is_there = self.connection.try_with_value(Option::is_some) == Some(true);
        let heard_at = self.heard_at.try_get_value().unwrap_or(f64::INFINITY);
        if is_there && now_ms() - heard_at > limit.as_secs_f64() * 1_000.0 {
            self.lose(Some(FIRST_PAUSE));
        }
    }

    fn tell(self, what: impl FnOnce(&dyn Listener)) {
        // Word may come when the page is gone.
        if let Some(listener) = self.listener.try_get_value() {
            what(&*listener);
        }
    }
}

fn address(path: &str) -> Option<String> {
    let location = window().location();
    let scheme = if location.protocol().ok()? == "https:" { "wss" } else { "ws" };
    Some(format!("{scheme}://{}{path}", location.host().ok()?))
}
