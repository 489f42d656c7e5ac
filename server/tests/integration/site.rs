//! One router over an in-memory database with the example networks, shared by all tests.

use std::path::Path;
use std::sync::{Arc, LazyLock};

use app::ssr::{AppState, SiteFiles};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use leptos::config::LeptosOptions;
use server::{FirstContent, ensure_content, router};
use store::{Store, StoreUrl};
use tokio::runtime::{Builder, Runtime};
use tower::ServiceExt as _;

/// The example networks with a municipality and an actor of each.
pub(crate) const KREISE: [(&str, &str); 5] = [
    ("05554", "Kreis Borken"),
    ("05758", "Kreis Herford"),
    ("05766", "Kreis Lippe"),
    ("05774", "Kreis Paderborn"),
    ("05974", "Kreis Soest"),
];

/// One runtime for all tests: the database keeps tasks running on the one it was opened on.
static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| {
    Builder::new_multi_thread().enable_all().thread_stack_size(10 << 20).build().unwrap()
});

static STORE: LazyLock<Arc<Store>> = LazyLock::new(|| {
    wait_for(async move {
        let store = Store::open(&StoreUrl::Memory).await.unwrap();
        ensure_content(&store, FirstContent::Examples).await.unwrap();
        Arc::new(store)
    })
});

static ROUTER: LazyLock<Router> = LazyLock::new(|| router_over(&STORE, Path::new("no-site")));

/// Runs on a worker of the shared runtime and waits for the result.
pub(crate) fn wait_for<T: Send + 'static>(work: impl Future<Output = T> + Send + 'static) -> T {
    RUNTIME.block_on(RUNTIME.spawn(work)).unwrap()
}

/// A router with its own state, whose site lies in `folder`.
pub(crate) fn router_over(store: &Arc<Store>, folder: &Path) -> Router {
    let state = AppState::new(Arc::clone(store), site_files(folder));
    wait_for(async { router(state) })
}

pub(crate) fn site_files(folder: &Path) -> SiteFiles {
    let options = LeptosOptions::builder()
        .output_name("netzlotse")
        .site_root(folder.to_str().unwrap())
        .hash_files(folder.join("hash.txt").is_file())
        .hash_file(folder.join("hash.txt").to_str().unwrap().into())
        .build();
    SiteFiles { options }
}

pub(crate) fn shared_store() -> &'static Arc<Store> {
    &STORE
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Answer {
    /// Empty if it is not there.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

pub(crate) fn send_to(router: Router, request: Request<Body>) -> Answer {
    wait_for(async move {
        let response = router.oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap();
        let body = String::from_utf8_lossy(&body).into_owned();
        Answer { status: parts.status, headers: parts.headers, body }
    })
}

pub(crate) fn send(request: Request<Body>) -> Answer {
    send_to(ROUTER.clone(), request)
}

pub(crate) fn get(path: &str) -> Answer {
    send(request(path))
}

pub(crate) fn get_with(path: &str, header: &str, value: &str) -> Answer {
    send(Request::get(path).header(header, value).body(Body::empty()).unwrap())
}

pub(crate) fn request(path: &str) -> Request<Body> {
    Request::get(path).body(Body::empty()).unwrap()
}
