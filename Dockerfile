# An image of wv. Build the archive first: mvn -DskipTests package
#
#   docker build -t wv .
#   docker run --rm -v "$PWD:/data" wv train corpus.txt -o model.safetensors
#   docker run --rm -v "$PWD:/data" -p 8080:8080 -e WV_TOKEN=SECRET wv serve -m model.safetensors --address 0.0.0.0 --port 8080
FROM debian:stable-slim
# ADD unpacks the archive. It contains a Java runtime; bash and grep are part of the base image.
ADD toolkit-distribution/target/wv-*-linux-*.tar.gz /opt/
RUN ln -s /opt/wv-*/wv /usr/local/bin/wv \
 && useradd --create-home wv \
 && mkdir /data && chown wv /data
USER wv
WORKDIR /data
ENTRYPOINT ["wv"]
CMD ["--help"]
