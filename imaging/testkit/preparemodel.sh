#!/bin/sh
# What prepareModel of WebLogic Deploy Tooling 4.4.6 makes of its files, without Java and
# WebLogic: which file it writes under which name, what becomes of variables, and its exit
# codes. Of models it rewrites what tests look at: passwords, user names, addresses of data
# sources; comments are lost, as in the real one, which writes its YAML anew.
set -u
umask 27
warned=

# severe CODE NUMBER TEXT: ends as the tool does.
severe() {
  echo "<SEVERE> <prepare_model> <WLSDPLY-$2> <$3>" >&2
  echo "prepareModel.sh failed (exit code = $1)" >&2
  exit "$1"
}

oracle=${ORACLE_HOME:-} models= out= target= variables= archives=
while [ $# -gt 0 ]; do
  case $1 in
    -oracle_home) oracle=${2:-} ;;
    -model_file) models=${2:-} ;;
    -output_dir) out=${2:-} ;;
    -target) target=${2:-} ;;
    -variable_file) variables=${2:-} ;;
    -archive_file) archives=${2:-} ;;
    *) severe 99 20008 "prepareModel encountered an argument error: $1 is not a valid argument" ;;
  esac
  [ $# -gt 1 ] || severe 99 20008 "prepareModel encountered an argument error: $1 has no value"
  shift 2
done
[ -x "${JAVA_HOME:-}/bin/java" ] || { echo "Please set the JAVA_HOME environment variable" >&2; exit 2; }
for given in "$oracle" "$models" "$out" "$target"; do
  [ -n "$given" ] || severe 99 20008 "prepareModel encountered an argument error: a required argument is missing"
done
[ -d "$out" ] || severe 98 20008 "prepareModel encountered an argument error: -output_dir is required for -target $target"
IFS=,
for given in $models $archives; do
  [ -f "$given" ] || severe 98 20008 "prepareModel encountered an argument error: $given does not exist"
done
unset IFS
echo "Issue Log for prepareModel version 4.4.6 running WebLogic version 14.1.1.0.0 offline mode:"

# The option is one path, whatever the usage says: a list is a file that is not there,
# called by what is behind its last slash.
variables=${variables:-$out/${target}_variable.properties}
written=$out/$(basename "$variables")
values=$out/.values merged=$out/.merged
: >"$merged"
if [ -f "$variables" ]; then cat "$variables" >"$values"; else : >"$values"; fi

# prepared FILE: the model as it is written; the values of new variables go to $values.
prepared() {
  awk -v values="$values" '
    /^[ ]*#/ || /^[ ]*$/ { next }
    { sub(/ +#.*$/, "") }
    match($0, /^    [A-Za-z0-9_-]+:$/) { name = tolower($1); sub(/:$/, "", name) }
    function key() { k = $1; sub(/:$/, "", k); return k }
    function put(value) { match($0, /^[^:]*: */); print substr($0, 1, RLENGTH) value }
    $2 ~ /@@/ || NF < 2 { print; next }
    key() == "AdminUserName" { put("\047@@SECRET:__weblogic-credentials__:username@@\047"); next }
    key() == "AdminPassword" { put("\047@@SECRET:__weblogic-credentials__:password@@\047"); next }
    key() ~ /PasswordEncrypted$/ { put("\047@@SECRET:@@ENV:DOMAIN_UID@@-jdbc-" name ":password@@\047"); next }
    key() == "URL" {
      value = $0; sub(/^[^:]*: */, "", value); gsub(/\047/, "", value)
      variable = "JDBC." name ".URL"
      print variable "=" value >>values
      put("\047@@PROP:" variable "@@\047"); next
    }
    { print }' "$1"
}

name=
IFS=,
for model in $models; do
  # A file of another ending leaves the one before in its place.
  case $model in *.[yY][aA][mM][lL]) name=$model ;; esac
  [ -n "$name" ] || severe 2 20035 "prepareModel encountered an unexpected runtime exception. Exception: exceptions.AttributeError"
  unset IFS
  prepared "$name" >"$out/.model"
  ! grep -q '^ *NotAnAttribute:' "$name" || {
    warned=yes
    echo "<WARNING> <prepare_model> <WLSDPLY-05029> <NotAnAttribute is not one of the attribute names allowed in model location>" >&2
  }
  cat "$out/.model" >>"$merged"
  mv "$out/.model" "$out/$(basename "$name")" # over what another folder's file of that name became
  IFS=,
done
unset IFS

# Variables that no model uses go, the others are sorted; the last of a name counts.
if [ -s "$values" ]; then
  awk -F= -v merged="$merged" '
    BEGIN { while ((getline line <merged) > 0) used = used line "\n" }
    /^[ ]*[#!]/ || NF < 2 { next }
    { k = $1; gsub(/^ +| +$/, "", k); if (index(used, "@@PROP:" k "@@")) last[k] = k "=" substr($0, index($0, "=") + 1) }
    END { for (k in last) print last[k] }' "$values" | sort >"$written"
fi
rm -f "$values" "$merged"
uid=domain1
printf '#!/bin/bash\nset -eu\nNAMESPACE=default\nDOMAIN_UID=%s\n' "$uid" >"$out/create_k8s_secrets.sh"
printf 'apiVersion: weblogic.oracle/v9\nkind: Domain\nmetadata:\n  name: %s\n' "$uid" >"$out/wko-domain.yaml"
if [ -n "$warned" ]; then
  echo "prepareModel.sh completed but with some issues (exit code = 1)" >&2
  exit 1
fi
echo "prepareModel.sh completed successfully (exit code = 0)"
