# Runs in the shell that exec started, with the container's whole environment: it only reads the sampler itself, a part
# of standard input that ends with a line `.`, and becomes a shell without that environment, in which starting a
# command costs little. The process stays the same, so that its start and its CPU time are known. Names start with ea_ to
# hit none of the container's own; env is called by its path for the reason in ../../probes/sh/main.sh.
unset IFS
ea_p=
IFS=
while read -r ea_l && [ "$ea_l" != . ]; do ea_p="$ea_p$ea_l
"; done
unset IFS
[ "$ea_l" = . ] || exit 1
ea_e=
for ea_f in /usr/bin/env /bin/env; do
  if [ -x "$ea_f" ]; then ea_e=$ea_f && break; fi
done
# What programs need to find their libraries and to trust certificates as the application does.
set -- LC_ALL=C PATH="$PATH" ${LD_LIBRARY_PATH:+"LD_LIBRARY_PATH=$LD_LIBRARY_PATH"} \
  ${SSL_CERT_FILE:+"SSL_CERT_FILE=$SSL_CERT_FILE"} ${SSL_CERT_DIR:+"SSL_CERT_DIR=$SSL_CERT_DIR"} \
  sh -c "$ea_p" envaudit "$@"
if [ -n "$ea_e" ]; then exec "$ea_e" -i "$@"; else exec env -i "$@"; fi
