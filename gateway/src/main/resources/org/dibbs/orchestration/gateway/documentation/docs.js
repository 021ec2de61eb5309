// Relative addresses throughout: the page works below any prefix.
SwaggerUIBundle({
	url: 'openapi.json',
	dom_id: '#swagger-ui',
	deepLinking: true,
	// The default asks a server on the internet whether the document is valid.
	validatorUrl: null
});
