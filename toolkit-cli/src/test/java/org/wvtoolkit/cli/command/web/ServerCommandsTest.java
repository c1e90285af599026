package org.wvtoolkit.cli.command.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.wvtoolkit.cli.CommandRun;
import org.wvtoolkit.cli.CommandRun.Place;
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

    private void serves(String command, String address) throws Exception {
        Path model = Models.royal(folder.resolve("m.safetensors"), "standard");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        CompletableFuture<Integer> code = new CompletableFuture<>();
        Thread server = Thread.ofPlatform()
                .start(() -> code.complete(Wv.run(
                        new ProcessContext(
                                new ByteArrayInputStream(new byte[0]),
                                out,
                                new PrintStream(err, true, StandardCharsets.UTF_8),
                                Map.of("WV_HOME", folder.toString()),
                                false,
                                false,
                                80),
                        new String[] {command, "-m", model.toString(), "-q"})));
        while (out.size() == 0 && server.isAlive()) {
            Thread.sleep(10);
        }
        String url = out.toString(StandardCharsets.UTF_8).strip();
        assertTrue(url.startsWith("http://127.0.0.1:"), url + err);
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(URI.create(url + address)).build(), HttpResponse.BodyHandlers.ofString());
            assertEquals(200, response.statusCode(), response.body());
        }
        server.interrupt();
        assertEquals(0, code.get());
    }

    @Test
    @DisplayName("serve the page and the interface until they are interrupted")
    void serve() throws Exception {
        serves("serve", "api/models/m.safetensors/similar?word=king&n=1");
        serves("explore", "");
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
        assertTrue(run("explore", "-m", model, "--words", "5").err().contains("with --export only"));
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
                .contains("WordNet lacks \"xqzt\""));
        assertEquals(
                2,
                run("plot", "thesaurus", "dog", "--up", "99", "-o", folder.resolve("x.svg"))
                        .code());
    }
}
