package org.wvtoolkit.cli.command.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.wvtoolkit.cli.CommandRun;
import org.wvtoolkit.cli.CommandRun.Place;
import org.wvtoolkit.cli.Main;
import org.wvtoolkit.cli.Models;
import org.wvtoolkit.cli.Wv;
import org.wvtoolkit.cli.terminal.ProcessContext;

@DisplayName("wv explore, wv serve and wv plot thesaurus")
@Timeout(120)
class ServerCommandsTest {
    @TempDir
    Path folder;

    private CommandRun run(Object... arguments) {
        return Place.home(folder).run(arguments);
    }

    /** Use of a running server. */
    @FunctionalInterface
    private interface Use {
        void of(String url, ByteArrayOutputStream err) throws Exception;
    }

    private static HttpResponse<String> get(String url) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private void serves(String command, String address) throws Exception {
        run(List.of(command), Map.of(), (url, err) -> {
            HttpResponse<String> response = get(url + address);
            assertEquals(200, response.statusCode(), response.body());
        });
    }

    /** Runs a server on a small model until the use of it has ended. */
    private void run(List<String> command, Map<String, String> environment, Use use) throws Exception {
        Path model = Models.royal(folder.resolve("m.safetensors"), "standard");
        List<String> arguments = new ArrayList<>(command);
        arguments.addAll(List.of("-m", model.toString(), "-q"));
        Map<String, String> all = new HashMap<>(environment);
        all.put("WV_HOME", folder.toString());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        CompletableFuture<Integer> code = new CompletableFuture<>();
        Thread server = Thread.ofPlatform()
                .start(() -> code.complete(Wv.run(
                        new ProcessContext(
                                new ByteArrayInputStream(new byte[0]),
                                out,
                                new PrintStream(err, true, StandardCharsets.UTF_8),
                                all,
                                false,
                                false,
                                80),
                        arguments.toArray(String[]::new))));
        while (out.size() == 0 && server.isAlive()) {
            Thread.sleep(10);
        }
        String url = out.toString(StandardCharsets.UTF_8).strip();
        assertTrue(url.startsWith("http://127.0.0.1:"), url + err);
        use.of(url, err);
        server.interrupt();
        assertEquals(0, code.get());
    }

    @Test
    @DisplayName("serve the page and the interface until they are interrupted")
    void serve() throws Exception {
        serves("serve", "api/models/m.safetensors/similar?word=king&n=1");
        serves("explore", "");
        run(List.of("serve"), Map.of(), (url, err) -> {
            HttpResponse<String> index = get(url);
            assertEquals(200, index.statusCode());
            assertTrue(index.body().contains("\"openapi\":\"/openapi.json\""), index.body());
        });
    }

    @Test
    @DisplayName("--open runs the program of $BROWSER, and repeats the address if it fails")
    void open() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "needs /bin/sh");
        Path opened = folder.resolve("opened");
        Path browser = Files.writeString(
                folder.resolve("browser"),
                "#!/bin/sh\necho \"$2\" >" + opened + ".new\nmv " + opened + ".new " + opened);
        run(List.of("explore", "--open"), Map.of("BROWSER", "/bin/sh " + browser + " -new %s"), (url, err) -> {
            while (!Files.exists(opened)) {
                Thread.sleep(10);
            }
            assertEquals(url, Files.readString(opened).strip());
            assertEquals("", err.toString(StandardCharsets.UTF_8));
        });
        run(List.of("explore", "--open"), Map.of("BROWSER", "/bin/sh -c false"), (url, err) -> {
            while (!err.toString(StandardCharsets.UTF_8).endsWith("yourself" + System.lineSeparator())) {
                Thread.sleep(10);
            }
            assertEquals(
                    "no browser could be opened; open " + url + " yourself",
                    err.toString(StandardCharsets.UTF_8).strip());
        });
    }

    @Test
    @DisplayName("show a wordnet of another language, and reject a damaged one")
    void wordnet() throws Exception {
        Path lmf = Files.writeString(folder.resolve("net.xml"), """
                <?xml version="1.0" encoding="UTF-8"?>
                <LexicalResource>
                  <Lexicon id="fr" label="Petit filet" language="fr" version="1">
                    <LexicalEntry id="e1"><Lemma writtenForm="reine" partOfSpeech="n"/>
                      <Sense id="s1" synset="fr-1"/></LexicalEntry>
                    <LexicalEntry id="e2"><Lemma writtenForm="femme" partOfSpeech="n"/>
                      <Sense id="s2" synset="fr-2"/></LexicalEntry>
                    <Synset id="fr-1" partOfSpeech="n"><Definition>femme d'un roi</Definition>
                      <Example>la reine de Saba</Example><SynsetRelation relType="hypernym" target="fr-2"/></Synset>
                    <Synset id="fr-2" partOfSpeech="n"/>
                  </Lexicon>
                </LexicalResource>
                """);
        run(List.of("explore", "--wordnet", lmf.toString()), Map.of(), (url, err) -> {
            String graph = get(url + "api/wordnet/graph?word=reine").body();
            assertTrue(graph.contains("\"words\":[\"femme\"]"), graph);
            assertTrue(graph.contains("\"definition\":\"femme d'un roi\""), graph);
            String senses = get(url + "api/wordnet/senses?word=reine").body();
            assertTrue(senses.contains("\"examples\":[\"la reine de Saba\"]"), senses);
            String models = get(url + "api/models").body();
            assertTrue(models.contains("\"wordnetLanguage\":\"fr\",\"lexicalFiles\":false"), models);
        });
        Path picture = folder.resolve("reine.svg");
        run("plot", "thesaurus", "reine", "--wordnet", lmf, "-o", picture).done();
        assertTrue(Files.readString(picture).contains(">femme<"));
        Path model = Models.royal(folder.resolve("m.safetensors"), "standard");
        Path damaged = Files.writeString(folder.resolve("damaged.xml"), "<LexicalResource>");
        assertTrue(run("explore", model, "--wordnet", damaged).failedWith(1).contains("damaged.xml"));
        assertTrue(run("serve", model, "--wordnet", "absent.xml").failedWith(1).contains("no such file"));
        Path page = folder.resolve("page.html");
        run("explore", model, "--wordnet", lmf, "--export", page).done();
        assertFalse(
                Files.readString(page).contains("\"lexicalFiles\":"),
                "no colours by lexicographer file, because the wordnet has none");
    }

    @Test
    @DisplayName("finish running requests after SIGTERM")
    void termination() throws Exception {
        Path model = Models.royal(folder.resolve("m.safetensors"), "standard");
        Process server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules=jdk.incubator.vector",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "serve",
                        "-q",
                        "-m",
                        model.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader lines = server.inputReader(StandardCharsets.UTF_8)) {
            String url = lines.readLine();
            // The missing rest of the body keeps the request running, so the operation itself can be a short one.
            String body = "{\"requests\":[{\"operation\":\"similar\",\"model\":\"m.safetensors\","
                    + "\"parameters\":{\"word\":\"king\"}}]}";
            URI address = URI.create(url);
            try (Socket client = new Socket(address.getHost(), address.getPort())) {
                client.getOutputStream()
                        .write(("POST /api/batch HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length()
                                        + "\r\n\r\n" + body.substring(0, 5))
                                .getBytes(StandardCharsets.US_ASCII));
                // A request for metrics may be counted for a moment after its response, so one value is not enough.
                for (int seen = 0; seen < 5; ) {
                    seen = get(url + "metrics").body().contains("wv_requests_in_flight 2") ? seen + 1 : 0;
                }
                server.destroy();
                client.getOutputStream().write(body.substring(5).getBytes(StandardCharsets.US_ASCII));
                byte[] status = client.getInputStream().readNBytes("HTTP/1.1 200".length());
                assertEquals("HTTP/1.1 200", new String(status, StandardCharsets.US_ASCII));
            }
            assertEquals(143, server.waitFor());
        } finally {
            server.destroyForcibly();
        }
    }

    @Test
    @DisplayName("refuse wrong options and missing models in one line")
    void refusals() throws IOException {
        assertTrue(run("explore").failedWith(1).contains("no model exists yet"));
        assertTrue(run("serve", "-m", folder.resolve("x")).failedWith(1).contains("no such file"));
        Path model = Models.royal(folder.resolve("m.safetensors"), "standard");
        assertTrue(run("serve", "-m", model, "--port", "70000").err().contains("0 to 65535"));
        assertEquals(2, run("serve", "-m", model, "--port", "70000").code());
        CommandRun open = run("serve", "-m", model, "--address", "0.0.0.0");
        assertEquals(2, open.code());
        assertTrue(open.err().contains("requires a token"), open.err());
        for (String command : List.of("serve", "explore")) {
            assertTrue(run(command, "-m", model, "--corpus", "absent.txt")
                    .failedWith(1)
                    .contains("absent.txt: no such file; check the path"));
        }
        assertTrue(run("serve", "-m", model, "--queue", "0").failedWith(2).contains("--queue must be 1 to"));
        Path token = Files.write(folder.resolve("token"), new byte[] {'a', (byte) 0xFF});
        assertTrue(run("serve", "-m", model, "--token-file", token)
                .failedWith(1)
                .contains("token: the token file is not UTF-8; save the token as plain text"));
        assertTrue(run("explore", "-m", model, "--words", "5").err().contains("--words requires --export"));
        assertTrue(run("explore", "-m", model, "--export", "a", "--open").err().contains("--export starts no server"));
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertTrue(run("serve", "-m", model, "-q", "--port", Integer.toString(taken.getLocalPort()))
                    .failedWith(1)
                    .contains("choose another port"));
        }
    }

    @Test
    @DisplayName("draw hypernyms and hyponyms, and refuse unknown words")
    void thesaurus() throws IOException {
        Path picture = folder.resolve("dog.svg");
        run("plot", "thesaurus", "dog", "-o", picture).done();
        String svg = Files.readString(picture);
        assertTrue(svg.contains(">canine<") && svg.contains(">dog<") && svg.contains(">poodle<"), svg);
        assertTrue(run("plot", "thesaurus", "xqzt", "-o", folder.resolve("x.svg"))
                .failedWith(1)
                .contains("WordNet 3.1 lacks \"xqzt\""));
        assertEquals(
                2,
                run("plot", "thesaurus", "dog", "--up", "99", "-o", folder.resolve("x.svg"))
                        .code());
    }
}
