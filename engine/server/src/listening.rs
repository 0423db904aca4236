//! From options to a server that answers, and its end without cutting anybody off.
//!
//! Knows no page. Start at [`start`].

use crate::app::{App, Serves};
use crate::options::{Database, Options, ServeError, Tls};
use crate::signer::{self, Signer};
use crate::{dates, doors};
use axum_server::Handle;
use axum_server::accept::Accept;
use axum_server::tls_rustls::RustlsConfig;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::ParsedCertificate;
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;
use store::central::Central;
use store::exchange::ServerKey;
use tokio::net::TcpStream;
use tokio::runtime::Runtime;
use tokio::task::JoinHandle;

/// The embedded database's file in the data folder.
const FILE_NAME: &str = "central.sqlite";
/// How long pages that are on their way may take when the server ends.
const LAST_ANSWERS: Duration = Duration::from_secs(10);
/// A browser that says nothing holds its connection no longer.
const HEADER_TIME: Duration = Duration::from_secs(15);
/// The records are asked on these threads; each waits for a disk or a database.
const MOST_ASKING: usize = 32;

/// A server that answers. Dropping it cuts off; [`Running::wait`] and [`Running::stop`] do not.
pub struct Running {
    /// Where it listens.
    pub address: SocketAddr,
    /// Such as `http://127.0.0.1:8350`.
    pub url: String,
    /// The path of the link that makes the first administrator; none where there is one.
    pub set_up_path: Option<String>,
    shows: Option<ServerKey>,
    runtime: Option<Runtime>,
    serving: Option<JoinHandle<io::Result<()>>>,
    handle: Handle<SocketAddr>,
    ending: Option<Ending>,
    /// Kept to the last, because its connections may not be closed on a thread of the runtime.
    central: Arc<Central>,
}

/// Opens the records, listens, and answers from then on.
pub fn start(options: &Options) -> Result<Running, ServeError> {
    options.check()?;
    let certificate = options.tls.as_ref().map(certificate).transpose()?;
    // Before the records: a second start by mistake must not touch them.
    let listener = listen(options.address)?;
    let central = Arc::new(match &options.database {
        Database::Folder(folder) => Central::open_file(&folder.join(FILE_NAME))?,
        Database::Postgres { address, in_clear } => Central::open_database(address, *in_clear)?,
    });
    let set_up_path = central.issue_set_up_link(dates::now_ms())?.map(|token| format!("/set-up/{}", token.as_str()));
    let serves = match (&certificate, options.behind_proxy) {
        (_, Some(proxy)) => Serves::Proxy(proxy),
        (Some(_), None) => Serves::Tls,
        (None, None) => Serves::ThisMachine,
    };
    let shows = match (&options.tls, options.behind_proxy, &options.proxy_certificate) {
        (Some(tls), ..) => Some(key_of(&tls.certificate)?),
        (None, Some(_), Some(certificate)) => Some(key_of(certificate)?),
        (None, Some(_), None) => None,
        // In clear, on this machine: there is no key.
        (None, None, _) => Some(ServerKey(None)),
    };
    let address = listener.local_addr().map_err(ServeError::Stopped)?;
    let scheme = if certificate.is_some() { "https" } else { "http" };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .max_blocking_threads(MOST_ASKING)
        .thread_name("serve")
        .build()
        .map_err(ServeError::Stopped)?;
    let handle = Handle::new();
    let signer = Arc::new(Signer::open(options.signing_key.as_deref(), &central)?);
    runtime.spawn(signer::seal_now_and_then(signer.clone(), central.clone()));
    let app = App::new(central.clone(), serves, shows, options.catalogue.clone(), signer);
    let serving = runtime.spawn(answer(listener, certificate, app, handle.clone()));
    let url = format!("{scheme}://{address}");
    let (runtime, serving) = (Some(runtime), Some(serving));
    Ok(Running { address, url, set_up_path, shows, runtime, serving, handle, ending: None, central })
}

async fn answer(
    listener: TcpListener,
    certificate: Option<Arc<rustls::ServerConfig>>,
    app: App,
    handle: Handle<SocketAddr>,
) -> io::Result<()> {
    let service = doors::router(app).into_make_service_with_connect_info::<SocketAddr>();
    match certificate {
        Some(config) => {
            let mut server =
                axum_server::from_tcp_rustls(listener, RustlsConfig::from_config(config))?.map(FirstByte).handle(handle);
            be_impatient(server.http_builder());
            server.serve(service).await
        }
        None => {
            let mut server = axum_server::from_tcp(listener)?.map(FirstByte).handle(handle);
            be_impatient(server.http_builder());
            server.serve(service).await
        }
    }
}

fn be_impatient(builder: &mut Builder<TokioExecutor>) {
    *builder = Builder::new(TokioExecutor::new()).http1_only();
    builder.http1().timer(TokioTimer::new()).header_read_timeout(HEADER_TIME);
}

/// Ends a connection on which nothing comes: the time for headers begins with their first byte.
#[derive(Debug, Clone)]
struct FirstByte<A>(A);

impl<A, S> Accept<TcpStream, S> for FirstByte<A>
where
    A: Accept<TcpStream, S> + Clone + Send + 'static,
    A::Future: Send,
    S: Send + 'static,
{
    type Stream = A::Stream;
    type Service = A::Service;
    type Future = Pin<Box<dyn Future<Output = io::Result<(A::Stream, A::Service)>> + Send>>;

    fn accept(&self, stream: TcpStream, service: S) -> Self::Future {
        let inner = self.0.clone();
        Box::pin(async move {
            let first = tokio::time::timeout(HEADER_TIME, stream.peek(&mut [0])).await;
            first.map_err(|_| io::Error::from(io::ErrorKind::TimedOut))??;
            inner.accept(stream, service).await
        })
    }
}

impl Running {
    /// From now on Ctrl-C and SIGTERM end it well, in [`Running::wait`]; whoever tells others how to end it does so after this.
    pub fn heed_signals(&mut self) {
        if let (Some(runtime), None) = (&self.runtime, &self.ending) {
            let _inside = runtime.enter();
            self.ending = Some(Ending::listen());
        }
    }

    /// Answers until the program is told to end (Ctrl-C, SIGTERM), then sends what is on its way and returns.
    pub fn wait(mut self) -> Result<(), ServeError> {
        self.heed_signals();
        let ending = self.ending.take();
        let (Some(runtime), Some(mut serving)) = (self.runtime.take(), self.serving.take()) else { return Ok(()) };
        let handle = self.handle.clone();
        let ended = runtime.block_on(async move {
            tokio::select! {
                ended = &mut serving => return ended,
                () = told_to_end(ending) => {}
            }
            handle.graceful_shutdown(Some(LAST_ANSWERS));
            serving.await
        });
        self.runtime = Some(runtime);
        ended.map_err(io::Error::other).and_then(|ended| ended).map_err(ServeError::Stopped)
    }

    /// Ends it now, after what is on its way.
    pub fn stop(mut self) -> Result<(), ServeError> {
        let (Some(runtime), Some(serving)) = (self.runtime.take(), self.serving.take()) else { return Ok(()) };
        self.handle.graceful_shutdown(Some(LAST_ANSWERS));
        let ended = runtime.block_on(serving);
        self.runtime = Some(runtime);
        ended.map_err(io::Error::other).and_then(|ended| ended).map_err(ServeError::Stopped)
    }

    /// What whoever connects is shown; none where it is not known, because a proxy encrypts.
    pub fn shows(&self) -> Option<ServerKey> {
        self.shows
    }

    /// What the organisation is called; none before it was set up.
    pub fn organisation(&self) -> Result<Option<String>, ServeError> {
        Ok(self.central.organisation()?)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.handle.shutdown();
        // Whatever still asks the records ends first; then the last hold on them is this one.
        drop(self.runtime.take());
    }
}

/// The signals that end a server, caught from when it was made.
#[cfg(unix)]
struct Ending(Vec<tokio::signal::unix::Signal>);

#[cfg(not(unix))]
struct Ending;

impl Ending {
    /// Inside a runtime.
    #[cfg(unix)]
    fn listen() -> Self {
        use tokio::signal::unix::{SignalKind, signal};
        Self([SignalKind::terminate(), SignalKind::interrupt()].into_iter().filter_map(|kind| signal(kind).ok()).collect())
    }

    #[cfg(not(unix))]
    fn listen() -> Self {
        Self
    }

    #[cfg(unix)]
    async fn wait(mut self) {
        // Without signals it goes on until it is killed.
        std::future::poll_fn(|context| {
            let is_told = self.0.iter_mut().any(|signal| signal.poll_recv(context).is_ready());
            if is_told { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
        })
        .await;
    }

    #[cfg(not(unix))]
    async fn wait(self) {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

async fn told_to_end(ending: Option<Ending>) {
    match ending {
        Some(ending) => ending.wait().await,
        None => std::future::pending().await,
    }
}

fn listen(address: SocketAddr) -> Result<TcpListener, ServeError> {
    let bound = TcpListener::bind(address).and_then(|listener| listener.set_nonblocking(true).map(|()| listener));
    bound.map_err(|source| match source.kind() {
        io::ErrorKind::AddrInUse => ServeError::Taken(address),
        io::ErrorKind::PermissionDenied => ServeError::NotAllowed(address),
        _ => ServeError::Address { address, source },
    })
}

/// The public key of the first certificate in a file.
fn key_of(path: &Path) -> Result<ServerKey, ServeError> {
    let told = |why: String| ServeError::Certificate { path: path.to_owned(), why };
    let first = CertificateDer::pem_file_iter(path).map(|mut all| all.next()).map_err(|error| told(error.to_string()))?;
    let certificate = first.ok_or_else(|| told("no certificate stands in it".to_owned()))?;
    let certificate = certificate.map_err(|error| told(error.to_string()))?;
    let parsed = ParsedCertificate::try_from(&certificate).map_err(|error| told(error.to_string()))?;
    Ok(ServerKey::of(parsed.subject_public_key_info().as_ref()))
}

fn certificate(tls: &Tls) -> Result<Arc<rustls::ServerConfig>, ServeError> {
    let told = |path: &Path, why: String| ServeError::Certificate { path: path.to_owned(), why };
    let chain = CertificateDer::pem_file_iter(&tls.certificate).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let chain = chain.map_err(|error| told(&tls.certificate, error.to_string()))?;
    if chain.is_empty() {
        return Err(told(&tls.certificate, "no certificate stands in it".to_owned()));
    }
    let key = PrivateKeyDer::from_pem_file(&tls.key).map_err(|error| told(&tls.key, error.to_string()))?;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let versions = rustls::ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let config = versions.map(|builder| builder.with_no_client_auth().with_single_cert(chain, key));
    let mut config = config.and_then(|config| config).map_err(|error| told(&tls.certificate, error.to_string()))?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}
