// Starts Swagger UI on the document named in the page. Where reading needs a token, it is asked for once a session.
(() => {
  const KEY = "registry-token";
  const place = document.getElementById("swagger-ui");
  const tryIt = place.dataset.tryIt === "yes";
  const source = new URL(place.dataset.source, window.location.href).href;
  const isSource = (url) => new URL(url, window.location.href).href === source;
  const prepare = (request) => {
    if (!isSource(request.url)) return request;
    request.headers.Accept = "*/*"; // the document as it was published: no conversion, and cached for ever
    const token = sessionStorage.getItem(KEY);
    if (token) request.headers.Authorization = `Bearer ${token}`;
    return request;
  };
  const askForToken = (response) => {
    if (response.status === 401 && isSource(response.url)) {
      const token = window.prompt("Reading this document needs a token of the registry:");
      if (token) {
        sessionStorage.setItem(KEY, token.trim());
        window.location.reload();
      }
    }
    return response;
  };
  window.ui = SwaggerUIBundle({
    url: place.dataset.source,
    domNode: place,
    deepLinking: true,
    validatorUrl: null,
    persistAuthorization: tryIt,
    supportedSubmitMethods: tryIt ? undefined : [],
    requestInterceptor: prepare,
    responseInterceptor: askForToken,
  });
})();
